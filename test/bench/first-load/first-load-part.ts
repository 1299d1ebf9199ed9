import type { Part } from '../part.ts';
export const firstLoadPart: Part = { name: 'first-load', what: '', measure: async () => [] };
