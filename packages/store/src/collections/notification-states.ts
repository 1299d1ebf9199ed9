import { notificationStateSchema } from '@dayshift/model';
import { declareCollection } from '../declaration.ts';

/** What each person was told of what waits for them. */
export const notificationStates = declareCollection({
  name: 'notificationStates',
  schema: notificationStateSchema,
  indexes: [{ by: ['workspaceId'], order: 'user' }],
});
