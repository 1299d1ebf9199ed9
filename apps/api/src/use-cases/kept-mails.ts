import type { KeptMailRow, KeptMailView } from '@dayshift/contracts';
import type { KeptMail } from '@dayshift/model';
import { getKeptMail, listKeptMails, updateKeptMail } from '@dayshift/store';
import { audit } from '../audit.ts';
import type { ApiContext } from '../context.ts';
import { derivedId } from '../derived-id.ts';
import { type ReceivedMail, UnreadableMail } from '../mail/read-mail.ts';
import { conflict, notFound } from '../server/request-error.ts';
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
  if (kept.handled) throw handledAlready(kept.handled);
  await startRun(context, {
    ...{ playbook: published.playbook, worker: published.worker, plan: published.plan, runId },
    triggerNodeId: nodeId,
    trigger: await wordsOf(context, kept),
    startedBy: by,
  });
  await handle(context, kept, { as: 'run', by, runId });
  return { runId };
}

/** A person says that nothing needs to happen. Its bytes stay, as what was done with them. */
export async function discardKept(
  context: ApiContext,
  { id, by }: { id: string; by: string },
): Promise<void> {
  const kept = await getKeptMail(context.store, context.workspaceId, id);
  if (kept.handled?.as !== 'discarded') await handle(context, kept, { as: 'discarded', by });
}

async function handle(
  context: ApiContext,
  kept: KeptMail,
  what: { as: 'run' | 'discarded'; by: string; runId?: string },
): Promise<void> {
  const { kind, doc } = await updateKeptMail(context.store, context.workspaceId, kept.id, (mail) =>
    mail.handled ? undefined : { ...mail, handled: { ...what, at: context.now() } },
  );
  if (kind === 'unchanged' && doc.handled) throw handledAlready(doc.handled);
  await audit(context, {
    actor: what.by,
    action: what.as === 'run' ? 'mail.run' : 'mail.discarded',
    target: kept.id,
    summary: `${what.as === 'run' ? 'Ran' : 'Discarded'} the kept mail from ${kept.from || 'nobody'}${kept.subject ? `, “${kept.subject}”` : ''}.`,
  });
}

function handledAlready({ as, by }: NonNullable<KeptMail['handled']>) {
  return conflict('MAIL_HANDLED', `${by} has ${as === 'run' ? 'run' : 'discarded'} this mail already.`, {
    hint: 'Load the page again.',
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
