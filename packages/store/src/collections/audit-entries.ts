import { auditEntrySchema } from '@dayshift/model';
import { declareCollection } from '../declaration.ts';

/** Who did what; only ever added to. */
export const auditEntries = declareCollection({
  name: 'auditEntries',
  schema: auditEntrySchema,
  indexes: [
    { by: ['workspaceId'], order: 'at', filters: ['actor', 'action', 'target', 'result'] },
    { by: ['workspaceId', 'target'], order: 'at' },
  ],
});
