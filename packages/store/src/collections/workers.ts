import { workerSchema } from '@dayshift/model';
import { declareCollection } from '../declaration.ts';

/** AI workers. */
export const workers = declareCollection({
  name: 'workers',
  schema: workerSchema,
  indexes: [{ by: ['workspaceId'], order: 'hiredAt', filters: ['isPaused'] }],
});
