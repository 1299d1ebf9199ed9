import type { ApiContext } from '../context.ts';
import { listensTo } from '../triggers/mail-trigger.ts';

/** True when mail to this address begins runs: a mail about a question there would ask the next question, and so on. */
export async function startsAPlaybook(context: ApiContext, address: string): Promise<boolean> {
  if (address.toLowerCase() === context.mailAddress.toLowerCase()) return true;
  return (await context.published.all()).some(({ graph }) => listensTo(graph, address));
}
