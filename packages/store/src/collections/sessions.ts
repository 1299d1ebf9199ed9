import { sessionSchema } from '@dayshift/model';
import { declareCollection } from '../declaration.ts';

/** Signed-in browsers. The second index finds what has expired. */
export const sessions = declareCollection({
  name: 'sessions',
  schema: sessionSchema,
  indexes: [
    { by: ['workspaceId'], order: 'expiresAt', filters: ['user'] },
    { by: [], order: 'expiresAt' },
  ],
});
