/**
 * The page behind a sign-in link. Fetching it uses nothing up, so a mail scanner or a preview does no harm; its script
 * trades the token. The token leaves the address bar at once.
 */
export const signInPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Sign in · Dayshift</title>
<link rel="icon" href="/favicon.svg">
<style>
:root { color-scheme: light dark; }
body { font: 14px/1.5 Inter, system-ui, sans-serif; display: grid; place-items: center; min-height: 100vh; margin: 0;
  background: light-dark(#f7f8fa, #14161b); color: light-dark(#1b1f27, #e9ebf0); }
main { max-width: 340px; padding: 24px; }
h1 { font-size: 16px; margin: 0 0 8px; }
</style>
</head>
<body>
<main>
<h1>Dayshift</h1>
<p id="message" role="status">Signing you in…</p>
<noscript><p>Dayshift needs JavaScript.</p></noscript>
</main>
<script src="/sign-in.js"></script>
</body>
</html>
`;

export const signInScript = `const token = new URLSearchParams(location.search).get('token');
const message = document.getElementById('message');
history.replaceState(null, '', '/sign-in');
const help = 'Open the newest sign-in link that Dayshift printed when it started.';
if (!token) message.textContent = help;
else {
  fetch('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  }).then(
    async (answer) => {
      if (answer.ok) location.replace('/');
      else if (answer.status === 429) message.textContent = 'Too many tries; wait a minute and open the link again.';
      else message.textContent = 'This link was used already or is too old. ' + help;
    },
    () => { message.textContent = 'Dayshift does not answer. Is it still running?'; },
  );
}
`;
