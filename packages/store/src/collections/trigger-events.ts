import { triggerEventSchema } from '@dayshift/model';
import { declareCollection } from '../declaration.ts';

/** Deliveries taken in. The id is derived from trigger and delivery, so a repeat is 'exists'. */
export const triggerEvents = declareCollection({
  name: 'triggerEvents',
  schema: triggerEventSchema,
  indexes: [{ by: ['workspaceId', 'triggerId'], order: 'at', filters: ['runId'] }],
});
