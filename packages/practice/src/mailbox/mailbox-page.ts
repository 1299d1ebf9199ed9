import { escapeHtml as text } from '../web/escape-html.ts';
import type { SentMail } from './sent-mail.ts';

const mostShown = 100;

/** The mails, newest first, each in full. */
export function mailboxPage(mails: SentMail[]): string {
  if (mails.length === 0) {
    return '<div class="card empty"><strong>No mail yet</strong>Whatever Dayshift sends appears here, in full.</div>';
  }
  const counts = countByMessageId(mails);
  const shown = mails
    .slice(0, mostShown)
    .map((mail) => mailCard(mail, counts.get(mail.messageId ?? '') ?? 1))
    .join('\n');
  const rest = mails.length - mostShown;
  return rest > 0 ? `${shown}<p class="empty">${rest} older mails are kept and not shown.</p>` : shown;
}

function mailCard(mail: SentMail, count: number): string {
  const rows = [
    ['To', text((mail.to.length > 0 ? mail.to : mail.recipients).join(', '))],
    ...(mail.cc.length > 0 ? [['Cc', text(mail.cc.join(', '))]] : []),
    ['From', text(mail.fromName ? `${mail.fromName} <${mail.from}>` : mail.from)],
  ];
  const attached = mail.attachments
    .map(({ name, size }) => `<span class="chip">${text(name)} · ${Math.ceil(size / 1024)} kB</span>`)
    .join('');
  if (attached) rows.push(['Attached', attached]);
  const headers = Object.entries(mail.headers).map(([name, value]) => `${name}: ${value}`);
  return `<article class="card" aria-labelledby="subject-${mail.id}">
<div class="head"><dl>
<dt>Subject</dt><dd class="subject" id="subject-${mail.id}">${text(mail.subject || '(no subject)')}</dd>
${rows.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('\n')}
<dt>Sent</dt><dd><time datetime="${text(mail.receivedAt)}">${text(mail.receivedAt)}</time></dd>
</dl></div>
<pre class="text">${text(mail.text)}</pre>
<div class="foot">${repeatedChip(count)}<details id="headers-${mail.id}"><summary id="summary-${mail.id}">Headers</summary><pre>${text(headers.join('\n'))}</pre></details></div>
</article>`;
}

/** How often the same mail was handed over. Its readers see it as often. */
function countByMessageId(mails: SentMail[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { messageId } of mails) if (messageId) counts.set(messageId, (counts.get(messageId) ?? 0) + 1);
  return counts;
}

function repeatedChip(count: number): string {
  return count < 2 ? '' : `<span class="chip">handed over ${count} times</span>`;
}
