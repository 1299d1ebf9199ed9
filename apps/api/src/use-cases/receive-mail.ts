import { getRun } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { derivedId } from '../derived-id.ts';
import { isOwnNotification } from '../mail/is-own-notification.ts';
import { type ArrivedMail, keepMail } from '../mail/kept-mails.ts';
import { type ReadMail, UnreadableMail } from '../mail/read-mail.ts';
import { compareMails, factsOf } from '../mail/same-mail.ts';
import type { PublishedPlaybook } from '../playbooks/published-playbooks.ts';
import { whyNoWork } from '../playbooks/why-no-work.ts';
import { mailTriggers } from '../triggers/mail-trigger.ts';
import { startRun } from './start-run.ts';

/**
 * Starts a run per playbook that waits for such a mail; the same mail again starts none. While a worker is at home or a playbook
 * paused the run is kept for them. What cannot be read, or comes with the id of another mail, is kept and reported. When this
 * returns, the mail is safe.
 */
export async function receiveMail(context: ApiContext, arrived: ArrivedMail): Promise<{ runIds: string[] }> {
  if (isOwnNotification(arrived.raw)) {
    await keepMail(context, arrived, { reason: 'A mail of Dayshift about what waits starts no run.' });
    return { runIds: [] };
  }
  let read: ReadMail;
  try {
    read = await context.mailReader.read(arrived.raw, context.now());
  } catch (error) {
    if (!(error instanceof UnreadableMail)) throw error;
    await keepMail(context, arrived, { reason: error.message });
    return { runIds: [] };
  }
  const { mail } = read;
  const runIds: string[] = [];
  let isChanged = false;
  for (const published of await context.published.all()) {
    if (whyNoWork(published)?.isForAWhile === false) continue;
    for (const node of mailTriggers(published.graph, {
      recipients: arrived.envelope.to,
      sender: mail.from,
    })) {
      const runId = await startMailRun(context, published, { nodeId: node.id, read });
      if (runId === undefined) isChanged = true;
      else runIds.push(runId);
    }
  }
  const { messageId, subject } = mail;
  if (isChanged)
    await keepMail(context, arrived, {
      reason: `Another mail came with its id, ${messageId}, and the words of the two differ.`,
      subject,
    });
  else if (runIds.length === 0)
    await keepMail(context, arrived, { reason: 'No published playbook waits for such a mail.', subject });
  return { runIds };
}

/** The run of a mail; undefined when the mail is not what the first one with its id was. */
async function startMailRun(
  context: ApiContext,
  { playbook, plan, worker }: PublishedPlaybook,
  { nodeId, read: { mail, isDated } }: { nodeId: string; read: ReadMail },
): Promise<string | undefined> {
  const start = (runId: string) =>
    startRun(context, {
      ...{ playbook, worker, plan, runId },
      triggerNodeId: nodeId,
      trigger: mail,
      isKeptMeanwhile: true,
    });
  const idOf = (name: string) => derivedId('run', context.workspaceId, playbook.id, nodeId, name);
  for (const runId of [idOf(mail.messageId), idOf(factsOf(mail, isDated))]) {
    if ((await start(runId)).isNew) return runId;
    const first = await getRun(context.store, context.workspaceId, runId);
    const verdict = compareMails(first.trigger, mail, isDated);
    if (verdict !== 'another') return verdict === 'same' ? runId : undefined;
  }
  return undefined;
}
