import { updateKeptMail } from '@dayshift/store';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MailListener, startMailListener } from '../mail/mail-listener.ts';
import { startHeldRuns } from '../runs/held-runs.ts';
import { sweepStartingRuns } from '../runs/sweep-starting-runs.ts';
import { aTestOffice, type TestOffice } from '../test-support/a-test-office.ts';
import { aGraph, aNode } from '../test-support/graphs.ts';
import { sendMail } from '../test-support/send-mail.ts';

const to = 'support@dayshift.example';
const both = () =>
  aGraph(
    [
      aNode('mail', 'mail-received', { to }),
      aNode('hook', 'webhook', { respond: 'result' }),
      aNode('done', 'end', { outcome: 'read' }),
    ],
    ['mail:out>done', 'hook:out>done'],
  );

let office: TestOffice;
let listener: MailListener;
let workerId: string;
let playbookId: string;
beforeEach(async () => {
  office = await aTestOffice();
  listener = await startMailListener(office.context, { host: '127.0.0.1', port: 0 });
  workerId = (
    await office.request('POST', '/api/workers', { name: 'Hiro', role: 'Support', timeZone: 'UTC' })
  ).body.id;
  const { id } = (await office.request('POST', '/api/playbooks', { name: 'Alarms', workerId, graph: both() }))
    .body;
  await office.request('POST', `/api/playbooks/${id}/publish`, { ifRevision: 1 });
  playbookId = id;
});
afterEach(async () => {
  await listener.stop();
  await office.close();
});

const send = (mail: string) => sendMail(listener.port, to, mail);
const aMail = (headers: string, text = 'I smell gas') =>
  `From: ines@kundin.example\r\nTo: ${to}\r\n${headers}\r\n\r\n${text}`;
const atHome = (isPaused: boolean) => office.request('PATCH', `/api/workers/${workerId}`, { isPaused });
const runs = async () => (await office.request('GET', '/api/runs')).body.items;
const kept = async () => (await office.request('GET', '/api/kept-mails')).body.items;

test('what arrives while the worker is at home is kept with the reason, and starts when the worker is back', async () => {
  await atHome(true);
  expect(await send(aMail('Subject: Gas\r\nMessage-ID: <gas@k.example>'))).toMatch(/^250/);
  const hooked = await office.stranger(
    'POST',
    `/hooks/${playbookId}/hook`,
    { alarm: 'gas' },
    { 'x-delivery-id': 'a1' },
  );
  expect(hooked).toMatchObject({ status: 202, body: { heldBecause: expect.stringContaining('sent home') } });
  // Nothing is kept twice, and neither job starts it yet.
  expect(await send(aMail('Subject: Gas\r\nMessage-ID: <gas@k.example>'))).toMatch(/^250/);
  await startHeldRuns(office.context);
  office.context.now = () => Date.now() + 60_000;
  await sweepStartingRuns(office.context);
  expect(office.temporal.workflows.size).toBe(0);
  expect(await runs()).toMatchObject([
    { state: 'starting', currentTitle: expect.stringContaining('Hiro was sent home') },
    { state: 'starting', title: 'Gas, ines@kundin.example' },
  ]);
  const [{ id: heldId }] = await runs();
  const view = await office.request('GET', `/api/runs/${heldId}`);
  expect([view.status, view.body.run.state]).toEqual([200, 'starting']);
  await atHome(false);
  expect(await startHeldRuns(office.context)).toBe(2);
  expect((await runs()).map(({ outcome }: { outcome: string }) => outcome)).toEqual(['read', 'read']);
  expect(await startHeldRuns(office.context)).toBe(0);
});

test('what is kept starts on the version that is published by then, and can be taken away before', async () => {
  await atHome(true);
  await send(aMail('Subject: One\r\nMessage-ID: <1@k.example>'));
  await send(aMail('Subject: Two\r\nMessage-ID: <2@k.example>'));
  const [two] = await runs();
  const cancelled = await office.request('POST', `/api/runs/${two.id}/control`, {
    verb: 'cancel',
    commandId: 'cmd-12345678',
  });
  expect(cancelled.status).toBe(200);
  const { draft, draftRevision } = (await office.request('GET', `/api/playbooks/${playbookId}`)).body;
  draft.nodes[2].config.outcome = 'read anew';
  await office.request('PUT', `/api/playbooks/${playbookId}/draft`, {
    graph: draft,
    ifRevision: draftRevision,
  });
  const { body } = await office.request('POST', `/api/playbooks/${playbookId}/publish`, {
    ifRevision: draftRevision + 1,
  });
  expect(body.version).toBe(2);
  await atHome(false);
  await startHeldRuns(office.context);
  expect(await runs()).toMatchObject([
    { title: expect.stringContaining('Two'), state: 'cancelled' },
    { title: expect.stringContaining('One'), outcome: 'read anew', version: 2 },
  ]);
});

test('a known Message-ID with another date is another mail, and with other words it is kept with a reason', async () => {
  const id = 'Message-ID: <constant-id@k.example>\r\nSubject: Scan';
  const first = aMail(`${id}\r\nDate: Fri, 27 Nov 2026 10:00:00 +0100`, 'Scan 1: invoice 4711');
  await send(first);
  await send(`Received: from another way\r\n${first}`);
  expect(await runs()).toHaveLength(1);
  await send(aMail(`${id}\r\nDate: Fri, 27 Nov 2026 11:30:00 +0100`, 'Scan 2: invoice 4712'));
  expect(await runs()).toHaveLength(2);
  expect(await send(aMail(`${id}\r\nDate: Fri, 27 Nov 2026 10:00:00 +0100`, 'pay me instead'))).toMatch(
    /^250/,
  );
  expect(await runs()).toHaveLength(2);
  expect(await kept()).toMatchObject([{ reason: expect.stringContaining('<constant-id@k.example>') }]);
  expect(
    (await send(aMail(`${id}\r\nDate: Fri, 27 Nov 2026 11:30:00 +0100`, 'Scan 2: invoice 4712'))).slice(0, 3),
  ).toBe('250');
  expect(await runs()).toHaveLength(2);
});

test('of two people who handle one kept mail at once one is first, and the other is told', async () => {
  const graph = aGraph(
    [
      aNode('mail', 'mail-received', { to: 'sales@dayshift.example' }),
      aNode('done', 'end', { outcome: 'sold' }),
    ],
    ['mail:out>done'],
  );
  const other = await office.publish(graph, 'Sales');
  for (let round = 0; round < 4; round += 1) await send(`\x01\x02 no mail at all, ${round}`);
  const run = (id: string, playbook: string) =>
    office.request('POST', `/api/kept-mails/${id}/run`, { playbookId: playbook, nodeId: 'mail' });
  const discard = (id: string) => office.request('POST', `/api/kept-mails/${id}/discard`);
  const [a, b, c, d] = (await kept()).map(({ id }: { id: string }) => id);

  const statuses = async (presses: Promise<{ status: number }>[]) =>
    (await Promise.all(presses)).map(({ status }) => status).sort();
  expect(await statuses([run(a, playbookId), run(a, other)])).toEqual([201, 409]);
  expect(await statuses([run(b, other), run(b, playbookId)])).toEqual([201, 409]);
  const begun = [run(c, playbookId), discard(c), discard(d), run(d, playbookId)];
  const [ranC, leftC, leftD, ranD] = (await Promise.all(begun)).map(({ status }) => status);
  expect([[ranC, leftC].sort(), [leftD, ranD].sort()].map(([, last]) => last)).toEqual([409, 409]);

  const handled = (await kept()).map((mail: { handled: { runId?: string } }) => mail.handled.runId);
  const began = (await runs()).map(({ id }: { id: string }) => id);
  expect(began.sort()).toEqual(handled.filter(Boolean).sort());
});

test('a kept mail whose run could not begin waits for somebody again', async () => {
  await send('\x01\x02 no mail at all');
  const [{ id }] = await kept();
  const run = () => office.request('POST', `/api/kept-mails/${id}/run`, { playbookId, nodeId: 'mail' });
  await atHome(true);
  expect((await run()).body.code).toBe('WORKER_PAUSED');
  expect((await kept())[0].handled).toBeUndefined();
  await atHome(false);

  // Somebody pressed, and the process died before the run had a row.
  await updateKeptMail(office.store, 'main', id, (mail) => ({
    ...mail,
    handled: { as: 'run', by: 'Ada Example', at: Date.now(), runId: 'run_never' },
  }));
  expect((await run()).body.code).toBe('MAIL_HANDLED');
  office.context.now = () => Date.now() + 11_000;
  expect((await run()).status).toBe(201);
  expect(await runs()).toHaveLength(1);
  expect((await run()).body.code).toBe('MAIL_HANDLED');
});

test('a mail whose date nobody can read is one mail, however often it is delivered', async () => {
  const mail = aMail('Message-ID: <odd-date@k.example>\r\nDate: Pn, 29 paX 2007 21:13:00 +0100');
  await send(mail);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await send(mail);
  expect(await runs()).toHaveLength(1);
});

test('a kept mail can be read, run anyway once, and discarded', async () => {
  await send('\x01\x02 no mail at all <b>but words</b>');
  await send(
    aMail('Subject: Elsewhere\r\nMessage-ID: <9@k.example>').replace('From: ines@kundin.example', 'From: x'),
  );
  const [second, first] = await kept();
  expect(first).toMatchObject({ reason: expect.stringMatching(/\w/), from: 'sender@example.org' });
  const view = (await office.request('GET', `/api/kept-mails/${first.id}`)).body;
  expect(view).toMatchObject({
    text: ' no mail at all <b>but words</b>\n',
    canStart: [{ playbookId, playbookName: 'Alarms', nodeId: 'mail', nodeTitle: 'mail' }],
  });
  const run = { playbookId, nodeId: 'mail' };
  const started = await office.request('POST', `/api/kept-mails/${first.id}/run`, run);
  expect(started.status).toBe(201);
  expect(await runs()).toMatchObject([{ id: started.body.runId, outcome: 'read' }]);
  expect((await office.request('POST', `/api/kept-mails/${first.id}/run`, run)).body.code).toBe(
    'MAIL_HANDLED',
  );
  expect((await office.request('POST', `/api/kept-mails/${second.id}/discard`)).status).toBe(204);
  expect((await office.request('POST', `/api/kept-mails/${second.id}/run`, run)).status).toBe(409);
  expect((await kept()).map(({ handled }: { handled: { as: string } }) => handled.as)).toEqual([
    'discarded',
    'run',
  ]);
  expect((await office.stranger('GET', '/api/kept-mails')).status).toBe(401);
});

test('mail that nobody looks at does not fill the disk: above a thousand it stays with its sender', async () => {
  for (let index = 0; index < 1_000; index += 1)
    await office.store.mailKept.insert({
      ...{
        id: `m${index}`,
        workspaceId: 'main',
        receivedAt: index,
        from: 'a@b.example',
        to,
        raw: 'x',
        reason: 'r',
      },
    });
  expect(await send('no mail at all')).toMatch(/^451 /);
  expect((await office.request('GET', '/api/home')).body.keptMailCount).toBe(1_000);
  await office.request('POST', '/api/kept-mails/m0/discard');
  expect(await send('no mail at all')).toMatch(/^250/);
});
