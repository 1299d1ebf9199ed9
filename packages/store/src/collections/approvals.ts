import { approvalSchema } from '@dayshift/model';
import { declareCollection } from '../declaration.ts';

/** Questions to people, with their decision and its delivery. The last index is the relay's. */
export const approvals = declareCollection({
  name: 'approvals',
  schema: approvalSchema,
  indexes: [
    { by: ['workspaceId', 'state'], order: 'dueAt', filters: ['playbookId', 'workerId', 'assignee'] },
    { by: ['workspaceId', 'state'], order: 'openedAt', filters: ['assignee', 'dueAt'] },
    { by: ['workspaceId', 'runId'], order: 'openedAt', filters: ['state'] },
    { by: ['workspaceId'], order: 'changedAt', filters: ['state', 'playbookId', 'workerId'] },
    { by: ['delivery.state'], order: 'delivery.nextAt', filters: ['state', 'workspaceId'] },
  ],
});
