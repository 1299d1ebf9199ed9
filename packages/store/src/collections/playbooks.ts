import { playbookSchema } from '@dayshift/model';
import { declareCollection } from '../declaration.ts';

/** What authors draw, with the draft. */
export const playbooks = declareCollection({
  name: 'playbooks',
  schema: playbookSchema,
  indexes: [{ by: ['workspaceId'], order: 'changedAt', filters: ['workerId', 'rest.state'] }],
});
