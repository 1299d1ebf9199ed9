import { runSchema } from '@dayshift/model';
import { declareCollection } from '../declaration.ts';

/** One row a run: a projection of its workflow. The last index is the reconciler's. */
export const runs = declareCollection({
  name: 'runs',
  schema: runSchema,
  indexes: [
    {
      by: ['workspaceId'],
      order: 'startedAt',
      filters: [
        'state',
        'playbookId',
        'workerId',
        'isOpen',
        'cause',
        'version',
        'endedAt',
        'costUsd',
        'hadPerson',
      ],
    },
    { by: ['workspaceId', 'playbookId'], order: 'startedAt', filters: ['state', 'version'] },
    { by: ['workspaceId', 'workerId'], order: 'startedAt', filters: ['state', 'playbookId'] },
    { by: ['workspaceId', 'state'], order: 'startedAt', filters: ['playbookId', 'workerId', 'cause'] },
    { by: ['isOpen'], order: 'changedAt', filters: ['state', 'workspaceId', 'isHeld', 'playbookId'] },
  ],
});
