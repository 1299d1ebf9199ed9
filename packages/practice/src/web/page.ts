import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { escapeHtml } from './escape-html.ts';
import { pageStyle } from './page-style.ts';

export type Page = {
  title: string;
  /** The sentence that says what this is, and that it is not the world. */
  label: string;
  /** Finished HTML; whoever makes it escapes. */
  main: string;
};

/** Sends one page that keeps itself fresh: it fetches itself and swaps its main part when that changed. */
export function sendPage(reply: FastifyReply, { title, label, main }: Page): FastifyReply {
  const nonce = randomBytes(12).toString('base64');
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
  return reply
    .header('content-type', 'text/html; charset=utf-8')
    .header('content-security-policy', policy)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store')
    .send(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} · Dayshift</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${pageStyle}</style>
</head>
<body>
<header><div class="bar"><h1>${escapeHtml(title)}</h1><p class="label">${escapeHtml(label)}</p></div></header>
<main id="main">${main}</main>
<script nonce="${nonce}">${freshen}</script>
</body>
</html>`);
}

// Times are written by the browser, because only it knows the reader's zone.
const freshen = `
const showTimes = (root) => {
  for (const time of root.querySelectorAll('time[datetime]')) {
    const at = new Date(time.dateTime);
    time.textContent = at.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
    time.title = Intl.DateTimeFormat().resolvedOptions().timeZone;
  }
};
const main = document.getElementById('main');
let shown = main.innerHTML;
showTimes(main);
setInterval(async () => {
  if (document.hidden || !getSelection().isCollapsed) return;
  const answer = await fetch(location.href).catch(() => undefined);
  if (!answer || !answer.ok) return;
  const text = await answer.text();
  const fresh = document.createElement('template');
  fresh.innerHTML = text.slice(text.indexOf('<main id="main">') + 16, text.indexOf('</main>'));
  if (fresh.innerHTML === shown) return;
  shown = fresh.innerHTML;
  const focused = document.activeElement && document.activeElement.id;
  const open = new Set([...main.querySelectorAll('details[open]')].map((part) => part.id));
  main.innerHTML = shown;
  for (const part of main.querySelectorAll('details')) if (open.has(part.id)) part.open = true;
  showTimes(main);
  if (focused) document.getElementById(focused)?.focus();
}, 1500);
`;
