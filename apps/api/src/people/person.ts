import { type PersonSettings, personSettingsSchema } from '@dayshift/contracts';
import { findSetting } from '@dayshift/store';
import type { ApiContext } from '../context.ts';

/** What a person has settled for themselves; the quiet defaults when they never did. */
export async function findPerson(context: ApiContext, user: string): Promise<PersonSettings> {
  const stored = await findSetting(context.store, context.workspaceId, settingName(user));
  // A setting of another release that no longer fits is as good as none: nobody is mailed by guesswork.
  return personSettingsSchema.safeParse(stored ?? {}).data ?? personSettingsSchema.parse({});
}

export const settingName = (user: string) => `person:${user}`;
