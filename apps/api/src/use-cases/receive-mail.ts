import { audit } from '../audit.ts';
import type { ApiContext } from '../context.ts';
import { derivedId } from '../derived-id.ts';
import { type ReceivedMail, UnreadableMail } from '../mail/read-mail.ts';
import { whyNoWork } from '../playbooks/why-no-work.ts';
import { mailTriggers } from '../triggers/mail-trigger.ts';
import { startRun } from './start-run.ts';

export interface ArrivedMail {
  raw: Buffer;
  envelope: { from: string; to: readonly string[] };
}

/** The sender keeps a mail for a worker who was sent home, and tries again. */
export class WorkerAway extends Error {
  override name = 'WorkerAway';
}

/**
 * Starts a run per playbook that waits for such a mail; the same Message-ID again starts none. What cannot be read is kept
 * and reported. When this returns, the mail is safe.
 */
export async function receiveMail(context: ApiContext, arrived: ArrivedMail): Promise<{ runIds: string[] }> {
  let mail: ReceivedMail;
  try {
    mail = await context.mailReader.read(arrived.raw, context.now());
  } catch (error) {
    if (!(error instanceof UnreadableMail)) throw error;
    await keep(context, arrived, error.message);
    return { runIds: [] };
  }
  const runIds: string[] = [];
  for (const { playbook, graph, plan, worker } of await context.published.all()) {
    for (const node of mailTriggers(graph, { recipients: arrived.envelope.to, sender: mail.from })) {
      const why = whyNoWork({ playbook, worker });
      if (why && !why.isForAWhile) continue;
      if (why) throw new WorkerAway(why.message);
      const { runId } = await startRun(context, {
        playbook,
        worker,
        plan,
        triggerNodeId: node.id,
        trigger: mail,
        runId: derivedId('run', context.workspaceId, playbook.id, node.id, mail.messageId),
      });
      runIds.push(runId);
    }
  }
  if (runIds.length === 0) await keep(context, arrived, 'No published playbook waits for such a mail.');
  return { runIds };
}

const mostKeptBytes = 2_000_000;

async function keep(context: ApiContext, { raw, envelope }: ArrivedMail, reason: string): Promise<void> {
  const now = context.now();
  const id = derivedId('mail', context.workspaceId, raw.toString('latin1'));
  const outcome = await context.store.mailKept.insert({
    id,
    workspaceId: context.workspaceId,
    receivedAt: now,
    from: envelope.from,
    to: envelope.to.join(', ').slice(0, 2_000),
    reason,
    // Bytes as characters: whatever it was comes back out.
    raw: raw.subarray(0, mostKeptBytes).toString('latin1'),
  });
  if (outcome === 'exists') return;
  context.log.warn({ mailId: id, reason }, 'a mail was kept and skipped');
  await audit(context, {
    actor: 'Mail',
    action: 'mail.kept',
    target: id,
    summary: `A mail from ${envelope.from || 'nobody'} was kept and skipped. ${reason}`,
    result: 'refused',
  });
}
