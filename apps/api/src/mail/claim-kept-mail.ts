import type { KeptMail } from '@dayshift/model';
import { findRun, getKeptMail, updateKeptMail } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { conflict } from '../server/request-error.ts';

type Handling = NonNullable<KeptMail['handled']>;

/** A run begins within moments of its claim; one that never did, because a process died, must not bar the way. */
const onItsWayMs = 10_000;

/**
 * Of two people who handle one mail at once one is first: written down before anything begins, so that a mail that one of them
 * discarded is not run by the other, and is not run twice. Throws 409 for whoever is second.
 */
export async function claimKeptMail(
  context: ApiContext,
  id: string,
  what: Omit<Handling, 'at'>,
): Promise<void> {
  const neverBegan = await claimThatNeverBegan(context, id);
  const { kind, doc } = await updateKeptMail(context.store, context.workspaceId, id, (mail) =>
    mail.handled && !isSame(mail.handled, neverBegan)
      ? undefined
      : { ...mail, handled: { ...what, at: context.now() } },
  );
  if (kind === 'done' || !doc.handled) return;
  const { as, by } = doc.handled;
  throw conflict('MAIL_HANDLED', `${by} has ${as === 'run' ? 'run' : 'discarded'} this mail already.`, {
    hint: 'Load the page again.',
  });
}

/** Takes a claim back whose run was refused, so that the mail waits for somebody again. */
export async function releaseKeptMail(context: ApiContext, id: string, runId: string): Promise<void> {
  await updateKeptMail(context.store, context.workspaceId, id, ({ handled, ...mail }) =>
    handled?.runId === runId ? mail : undefined,
  );
}

async function claimThatNeverBegan(context: ApiContext, id: string): Promise<Handling | undefined> {
  const { handled } = await getKeptMail(context.store, context.workspaceId, id);
  if (handled?.runId === undefined || context.now() - handled.at < onItsWayMs) return undefined;
  return (await findRun(context.store, context.workspaceId, handled.runId)) ? undefined : handled;
}

function isSame(handled: Handling, other: Handling | undefined): boolean {
  return handled.runId === other?.runId && handled.at === other?.at;
}
