import { deliverableSchema } from '@dayshift/model';
import { declareCollection } from '../declaration.ts';

/** Documents workers made; each write of a path is the next version, taken by one writer only. */
export const deliverables = declareCollection({
  name: 'deliverables',
  schema: deliverableSchema,
  indexes: [
    { by: ['workspaceId', 'path', 'version'], unique: true },
    { by: ['workspaceId', 'path'], order: 'version' },
    { by: ['workspaceId', 'runId'], order: 'createdAt' },
    { by: ['workspaceId'], order: 'createdAt', filters: ['workerId', 'playbookId', 'path'] },
  ],
});
