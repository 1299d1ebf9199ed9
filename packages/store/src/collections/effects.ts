import { effectRecordSchema } from '@dayshift/model';
import { declareCollection } from '../declaration.ts';

/** The ledger: a row is written before a call goes out. The id is the idempotency key. */
export const effects = declareCollection({
  name: 'effects',
  schema: effectRecordSchema,
  indexes: [
    { by: ['workspaceId', 'runId'], order: 'startedAt', filters: ['state', 'operation'] },
    { by: ['workspaceId'], order: 'startedAt', filters: ['state', 'operation'] },
  ],
});
