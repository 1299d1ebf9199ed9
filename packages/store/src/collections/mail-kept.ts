import { keptMailSchema } from '@dayshift/model';
import { declareCollection } from '../declaration.ts';

/** Mails that started no run: kept, reported, skipped. */
export const mailKept = declareCollection({
  name: 'mailKept',
  schema: keptMailSchema,
  indexes: [{ by: ['workspaceId'], order: 'receivedAt', filters: ['handled.as'] }],
});
