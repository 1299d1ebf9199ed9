import { afterEach, beforeEach, expect, test } from 'vitest';
import { startMailListener } from '../mail/mail-listener.ts';
import { aTestOffice, type TestOffice } from '../test-support/a-test-office.ts';
import { aGraph, aNode } from '../test-support/graphs.ts';
import { sendMail } from '../test-support/send-mail.ts';

let office: TestOffice;
beforeEach(async () => {
  office = await aTestOffice();
});
afterEach(() => office.close());

const hooked = (respond: 'accepted' | 'result') =>
  aGraph(
    [
      aNode('hook', 'webhook', { respond }),
      aNode('done', 'end', { outcome: 'ok', output: { twice: '{{ trigger.body.total * 2 }}' } }),
    ],
    ['hook:out>done'],
  );
const deliver = (id: string, body: unknown, headers = {}) =>
  office.stranger('POST', `/hooks/${id}/hook`, body, headers);
const mailed = () =>
  aGraph(
    [
      aNode('mail', 'mail-received', { to: 'support@dayshift.example' }),
      aNode('done', 'end', { outcome: 'read' }),
    ],
    ['mail:out>done'],
  );

test('a burst of one delivery starts one run and every sender hears of it', async () => {
  const id = await office.publish(hooked('accepted'));
  const answers = await Promise.all(
    Array.from({ length: 25 }, () =>
      deliver(id, { total: 4 }, { 'x-github-delivery': 'd-1', origin: 'https://git.example' }),
    ),
  );
  expect(new Set(answers.map(({ status, body }) => `${status} ${body.runId}`)).size).toBe(1);
  expect(answers[0]?.status).toBe(202);
  expect(office.temporal.workflows.size).toBe(1);
  await deliver(id, { total: 4 }, { 'x-github-delivery': 'd-2' });
  expect(office.temporal.workflows.size).toBe(2);
});

test('two deliveries without an id are two runs, even when they say the same', async () => {
  const id = await office.publish(hooked('accepted'));
  await deliver(id, { total: 4 });
  await deliver(id, { total: 4 });
  expect(office.temporal.workflows.size).toBe(2);
});

test.each([
  'application/cloudevents+json; charset=utf-8',
  'application/hal+json',
  'application/vnd.shop.order.v2+json',
])('a hook reads the kind of JSON that calls itself %s', async (contentType) => {
  const id = await office.publish(hooked('result'));
  const answer = await office.app.inject({
    method: 'POST',
    url: `/hooks/${id}/hook`,
    headers: { 'content-type': contentType },
    payload: '{"total":21}',
  });
  expect([answer.statusCode, answer.json().output]).toEqual([200, { twice: 42 }]);
});

test('a hook that answers with the result does, and keeps secrets of the sender out of the run', async () => {
  const id = await office.publish(hooked('result'));
  const answer = await deliver(id, { total: 21 }, { authorization: 'Bearer secret', 'x-shop': 'one' });
  expect([answer.status, answer.body.output]).toEqual([200, { twice: 42 }]);
  const run = (await office.request('GET', `/api/runs/${answer.body.runId}`)).body;
  expect(run.trigger.headers['x-shop']).toBe('one');
  expect(JSON.stringify(run)).not.toContain('secret');
});

test('an unknown hook is not there, and an unpublished one neither', async () => {
  expect((await deliver('pb_none', {})).body.code).toBe('WEBHOOK_NOT_FOUND');
  const { id } = (await office.request('POST', '/api/playbooks', { name: 'x', graph: hooked('result') }))
    .body;
  expect((await deliver(id, {})).status).toBe(404);
});

test('mail starts a run once per Message-ID, with the words of an HTML mail and its attachments by name', async () => {
  await office.publish(mailed());
  const listener = await startMailListener(office.context, { host: '127.0.0.1', port: 0 });
  const mail = [
    'From: =?utf-8?Q?Polly_Pl=C3=A4tzchen?= <polly@example.org>',
    'To: Support <support@dayshift.example>',
    'Subject: =?utf-8?B?TGFtcGUg8J+SoQ==?=',
    'Message-ID: <m1@example.org>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    '<style>p{}</style><p>Hello,</p><p>the lamp is =E2=82=AC 5 &amp; late.</p><script>x</script>',
    '--b',
    'Content-Type: application/pdf; name="invoice.pdf"',
    'Content-Disposition: attachment; filename="invoice.pdf"',
    'Content-Transfer-Encoding: base64',
    '',
    'aGVsbG8=',
    '--b--',
  ].join('\r\n');
  expect(await sendMail(listener.port, 'support@dayshift.example', mail)).toMatch(/^250/);
  expect(await sendMail(listener.port, 'support@dayshift.example', mail)).toMatch(/^250/);
  const { items } = (await office.request('GET', '/api/runs')).body;
  expect(items).toHaveLength(1);
  expect(items[0].title).toBe('Lampe 💡, Polly Plätzchen');
  const { trigger } = (await office.request('GET', `/api/runs/${items[0].id}`)).body;
  expect(trigger).toMatchObject({
    messageId: '<m1@example.org>',
    from: 'polly@example.org',
    text: 'Hello,\n\nthe lamp is € 5 & late.',
    attachments: [{ name: 'invoice.pdf', mediaType: 'application/pdf', size: 5 }],
    inReplyTo: null,
  });
  await listener.stop();
});

test('mail nobody waits for is refused, and mail nobody can read is kept and reported', async () => {
  await office.publish(mailed());
  const listener = await startMailListener(office.context, { host: '127.0.0.1', port: 0 });
  expect(await sendMail(listener.port, 'nobody@dayshift.example', 'From: a@b.example\r\n\r\nx')).toMatch(
    /^550/,
  );
  expect(await sendMail(listener.port, 'support@dayshift.example', '\x01\x02 garbage\r\n\r\n\xff')).toMatch(
    /^250/,
  );
  const kept = await office.store.mailKept.find({
    where: { workspaceId: 'main' },
    order: { by: 'receivedAt', direction: 'ascending' },
    limit: 5,
  });
  expect(kept).toHaveLength(1);
  const { items } = (await office.request('GET', '/api/audit')).body;
  expect(items.map(({ action }: { action: string }) => action)).toContain('mail.kept');
  expect(office.temporal.workflows.size).toBe(0);
  await listener.stop();
});
