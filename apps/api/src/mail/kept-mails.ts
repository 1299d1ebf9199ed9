import { countKeptMails } from '@dayshift/store';
import { audit } from '../audit.ts';
import type { ApiContext } from '../context.ts';
import { derivedId } from '../derived-id.ts';
import { RequestError } from '../server/request-error.ts';

/** A mail as it came in over SMTP. */
export interface ArrivedMail {
  raw: Buffer;
  envelope: { from: string; to: readonly string[] };
}

/** Of one mail; a little below half of what a document holds, as bytes above 127 take two. */
const mostKeptBytes = 7_000_000;

/** That nobody looked at: what comes then stays with its sender, so that nobody can fill the disk with mail. */
const mostKept = 1_000;

/** Keeps a mail that started nothing, with the reason, for a person to look at. The same bytes are kept once. */
export async function keepMail(
  context: ApiContext,
  { raw, envelope }: ArrivedMail,
  { reason, subject }: { reason: string; subject?: string },
): Promise<void> {
  if ((await countKeptMails(context.store, context.workspaceId)) >= mostKept)
    throw new RequestError(429, 'TOO_MUCH_KEPT', `${mostKept} kept mails wait to be looked at.`, {
      path: '',
      hint: 'Look through the kept mails first.',
      retryAfterSeconds: 3_600,
    });
  const id = derivedId('mail', context.workspaceId, raw.toString('latin1'));
  const outcome = await context.store.mailKept.insert({
    id,
    workspaceId: context.workspaceId,
    receivedAt: context.now(),
    from: envelope.from.slice(0, 500),
    to: envelope.to.join(', ').slice(0, 2_000),
    ...(subject !== undefined && { subject }),
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
