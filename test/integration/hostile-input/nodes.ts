import type { JsonObject } from '@dayshift/model';

type Drawn = [type: string, config: JsonObject];

/** Nodes that say nothing in themselves. */
export const ends: Drawn = ['end', { outcome: 'done' }];
export const hook: Drawn = ['webhook', { respond: 'accepted' }];
export const form: Drawn = ['manual', { fields: [] }];
