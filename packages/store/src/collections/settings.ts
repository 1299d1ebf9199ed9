import { settingSchema } from '@dayshift/model';
import { declareCollection } from '../declaration.ts';

/** Named settings. The id says workspace and name. */
export const settings = declareCollection({
  name: 'settings',
  schema: settingSchema,
  indexes: [],
});
