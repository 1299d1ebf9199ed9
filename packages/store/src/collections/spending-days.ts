import { spendingDaySchema } from '@dayshift/model';
import { declareCollection } from '../declaration.ts';

/** What workers spent on models, a document a day. The id says worker and day. */
export const spendingDays = declareCollection({
  name: 'spendingDays',
  schema: spendingDaySchema,
  indexes: [{ by: ['workspaceId', 'workerId'], order: 'day' }],
});
