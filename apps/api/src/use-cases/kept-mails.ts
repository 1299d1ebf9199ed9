import type { KeptMailRow, KeptMailView } from '@dayshift/contracts';
import type { KeptMail } from '@dayshift/model';
import { findRun, getKeptMail, listKeptMails } from '@dayshift/store';
import { audit } from '../audit.ts';
import type { ApiContext } from '../context.ts';
import { derivedId } from '../derived-id.ts';
import { claimKeptMail, releaseKeptMail } from '../mail/claim-kept-mail.ts';
import { type ReceivedMail, UnreadableMail } from '../mail/read-mail.ts';
import { notFound } from '../server/request-error.ts';
import { startRun } from './start-run.ts';

/** Mails that started no run, newest first. */
export async function listKept(
  context: ApiContext,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ items: KeptMailRow[]; nextCursor?: string }> {
  const { items, nextCursor } = await listKeptMails(context.store, context.workspaceId, page);
  return { items: items.map(rowOf), ...(nextCursor !== undefined && { nextCursor }) };
}

/** One of them with its words, and which playbooks could take it. */
export async function viewKept(context: ApiContext, id: string): Promise<KeptMailView> {
  const kept = await getKeptMail(context.store, context.workspaceId, id);
  const { text, attachments, fromName } = await wordsOf(context, kept);
  return { ...rowOf(kept), text, attachments, fromName, canStart: await mailTriggersOf(context) };
}

/** A person says that it is work after all: a playbook they choose gets it as if it had been sent to it. */
export async function runKept(
  context: ApiContext,
  { id, playbookId, nodeId, by }: { id: string; playbookId: string; nodeId: string; by: string },
): Promise<{ runId: string }> {
  const kept = await getKeptMail(context.store, context.workspaceId, id);
  const published = await context.published.find(playbookId);
  if (!published?.graph.nodes.some((node) => node.id === nodeId && node.type === 'mail-received'))
    throw notFound('mail trigger');
  const runId = derivedId('run', context.workspaceId, 'kept-mail', id, playbookId, nodeId);
  const trigger = await wordsOf(context, kept);
  await claimKeptMail(context, id, { as: 'run', by, runId });
  try {
    await startRun(context, {
      ...{ playbook: published.playbook, worker: published.worker, plan: published.plan, runId },
      triggerNodeId: nodeId,
      trigger,
      startedBy: by,
    });
  } catch (error) {
    // With its row there it is begun, whatever came after: the sweeper hands it over.
    if (!(await findRun(context.store, context.workspaceId, runId))) {
      await releaseKeptMail(context, id, runId);
      throw error;
    }
    context.log.warn({ err: error, runId }, 'the run of a kept mail is handed over later');
  }
  await note(context, kept, { as: 'run', by });
  return { runId };
}

/** A person says that nothing needs to happen. Its bytes stay, as what was done with them. */
export async function discardKept(
  context: ApiContext,
  { id, by }: { id: string; by: string },
): Promise<void> {
  const kept = await getKeptMail(context.store, context.workspaceId, id);
  if (kept.handled?.as === 'discarded') return;
  await claimKeptMail(context, id, { as: 'discarded', by });
  await note(context, kept, { as: 'discarded', by });
}

async function note(
  context: ApiContext,
  { id, from, subject }: KeptMail,
  { as, by }: { as: 'run' | 'discarded'; by: string },
): Promise<void> {
  await audit(context, {
    actor: by,
    action: as === 'run' ? 'mail.run' : 'mail.discarded',
    target: id,
    summary: `${as === 'run' ? 'Ran' : 'Discarded'} the kept mail from ${from || 'nobody'}${subject ? `, “${subject}”` : ''}.`,
  });
}

function rowOf({ id, receivedAt, from, to, subject, reason, handled }: KeptMail): KeptMailRow {
  return {
    ...{ id, receivedAt, from, to, reason },
    ...(subject !== undefined && { subject }),
    ...(handled && { handled }),
  };
}

const longestRaw = 100_000;

/** What can be read of it; otherwise what came in, as the text of a mail that says so. */
async function wordsOf(
  context: ApiContext,
  { id, from, to, raw, receivedAt }: KeptMail,
): Promise<ReceivedMail> {
  try {
    return (await context.mailReader.read(Buffer.from(raw, 'latin1'), receivedAt)).mail;
  } catch (error) {
    if (!(error instanceof UnreadableMail)) throw error;
    const shown = Buffer.from(raw.slice(0, longestRaw), 'latin1').toString('utf8');
    return {
      messageId: `<${id}@kept.invalid>`,
      from: from || 'nobody@unknown.invalid',
      fromName: from || 'Nobody',
      to: to.split(', ').filter((each) => each !== ''),
      cc: [],
      replyTo: from || 'nobody@unknown.invalid',
      subject: 'A mail that cannot be read',
      text: shown.replaceAll(/[^\P{Cc}\n\t]/gu, ''),
      date: new Date(receivedAt).toISOString(),
      inReplyTo: null,
      references: [],
      isToMany: false,
      isAutomatic: false,
      attachments: [],
    };
  }
}

async function mailTriggersOf(context: ApiContext): Promise<KeptMailView['canStart']> {
  return (await context.published.all()).flatMap(({ playbook, graph }) =>
    graph.nodes
      .filter((node) => node.type === 'mail-received' && !node.isDisabled)
      .map((node) => ({
        playbookId: playbook.id,
        playbookName: playbook.name,
        nodeId: node.id,
        nodeTitle: node.title,
      })),
  );
}
