import { signInLinkSchema } from '@dayshift/model';
import { declareCollection } from '../declaration.ts';

/** One-time sign-in links. */
export const signInLinks = declareCollection({
  name: 'signInLinks',
  schema: signInLinkSchema,
  indexes: [{ by: [], order: 'expiresAt' }],
});
