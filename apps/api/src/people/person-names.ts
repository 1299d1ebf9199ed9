import type { ApiContext } from '../context.ts';
import { findPerson } from './person.ts';

/** The names that mean this person when a playbook says whom to ask. */
export async function personNames(context: ApiContext, user: string): Promise<string[]> {
  const { answersFor } = await findPerson(context, user);
  return [user, ...answersFor];
}
