import { playbookVersionSchema } from '@dayshift/model';
import { declareCollection } from '../declaration.ts';

/** Published playbook versions; never changed. The id says playbook and version, so a number is taken once. */
export const versions = declareCollection({
  name: 'versions',
  schema: playbookVersionSchema,
  indexes: [{ by: ['workspaceId', 'playbookId'], order: 'version' }],
});
