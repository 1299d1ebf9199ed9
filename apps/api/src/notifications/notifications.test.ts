import { type AddressInfo, createServer } from 'node:net';
import type { PersonSettings } from '@dayshift/contracts';
import { createEgress, type Egress } from '@dayshift/egress';
import type { JsonObject } from '@dayshift/model';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ApiContext } from '../context.ts';
import { aMailServer, type MailServer } from '../test-support/a-mail-server.ts';
import { aTestOffice, type TestOffice } from '../test-support/a-test-office.ts';
import { aGraph, aNode, lookUpAndSend } from '../test-support/graphs.ts';
import { receiveMail } from '../use-cases/receive-mail.ts';
import { createMailer } from './mailer.ts';
import { notifyPeople } from './notify-people.ts';

let office: TestOffice;
let server: MailServer;
let egress: Egress;
let now: number;
beforeEach(async () => {
  office = await aTestOffice();
  server = await aMailServer();
  egress = createEgress({ allowedPrivateHosts: [`127.0.0.1:${server.port}`] });
  // Not Date.now(): a digest is about the clock. 09:10 in Berlin, 13:40 in Kolkata.
  now = Date.UTC(2026, 10, 28, 8, 10);
  office.temporal.startClockAt(now);
  office.context.now = () => now;
  office.context.mailer = createMailer({
    egress,
    smtp: { host: '127.0.0.1', port: server.port },
    from: 'dayshift@dayshift.example',
  });
});
afterEach(async () => {
  await office.close();
  await egress.close();
  await server.stop();
});

const minute = 60_000;
const settle = async (mail: Partial<PersonSettings['mail']> = {}, answersFor: string[] = []) => {
  const body = { answersFor, mail: { address: 'dana@example.org', rhythm: 'at-once', ...mail } };
  return office.request('PUT', '/api/me/notifications', body);
};
const view = async () => (await office.request('GET', '/api/me/notifications')).body;

/** A run that asks. */
async function ask(title: string, more: { who?: string; due?: JsonObject } = {}): Promise<string> {
  const playbookId = await office.publish(
    aGraph(
      [
        aNode('start', 'manual', { fields: [{ name: 'order', kind: 'text' }] }),
        aNode('ask', 'approval', { title, who: 'You', ...more }),
      ],
      ['start:out>ask'],
    ),
    'Large refunds',
  );
  const started = await office.request('POST', `/api/playbooks/${playbookId}/runs`, {
    from: 'published',
    input: { order: '10442' },
  });
  return `${started.body.runId}:ask`;
}

async function after(ms: number, context: ApiContext = office.context): Promise<void> {
  now += ms;
  await notifyPeople(context);
}

const answer = async (id: string) => {
  const { body } = await office.request('GET', `/api/approvals/${encodeURIComponent(id)}`);
  await office.request('POST', `/api/approvals/${encodeURIComponent(id)}/decision`, {
    decisionId: `decision-${id}`.slice(0, 60),
    verdict: 'reject',
    digest: body.digest,
  });
};

test('nobody is mailed who did not ask for it', async () => {
  await ask('Send this refund?');
  await after(0);
  await after(60 * minute);
  expect((await view()).settings.mail.rhythm).toBe('never');
  expect(server.mails).toEqual([]);
});

test('a question is told once, with a link to its card; opening the link decides nothing', async () => {
  await settle();
  const id = await ask('Send this refund of $900.00 to Ada Example?');
  await after(0);
  expect(server.mails).toEqual([]);
  await after(21_000);
  await after(60 * minute);
  await after(60 * minute);
  expect(server.mails.map(({ to }) => to)).toEqual([['dana@example.org']]);
  const { subject, text = '' } = server.mails[0]?.email ?? {};
  expect(subject).toBe('Waits for you: Send this refund of $900.00 to Ada Example?');
  expect(text).toContain('Large refunds · order 10442');
  const links = text.match(/https?:\S+/g) ?? [];
  expect(links[0]).toBe(`${office.context.publicUrl()}/inbox/${encodeURIComponent(id)}`);
  for (const link of links) {
    expect(new URL(link).search).not.toMatch(/verdict|token|approve|digest/);
    await office.request('GET', new URL(link).pathname);
  }
  expect((await office.store.approvals.get(id))?.state).toBe('open');
});

test('a machine wrote it, and it says so', async () => {
  await settle();
  await ask('Send it?');
  await after(0);
  await after(21_000);
  expect(server.header(0, 'auto-submitted')).toBe('auto-generated');
  expect(server.header(0, 'x-auto-response-suppress')).toBe('All');
});

test('of eight processes that look at once one writes', async () => {
  await settle();
  await ask('Send it?');
  const processes = Array.from({ length: 8 }, () => ({ ...office.context }));
  const look = () => Promise.all(processes.map((each) => notifyPeople(each)));
  await look();
  now += 21_000;
  await look();
  now += minute;
  await look();
  expect(server.mails).toHaveLength(1);
});

test('while a mail is under way nobody else sends it, whatever comes meanwhile', async () => {
  await settle();
  await ask('First?');
  await after(0);
  const { mailer } = office.context;
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const slow: ApiContext = {
    ...office.context,
    mailer: { label: '', send: (mail) => held.then(() => mailer?.send(mail)), stop: () => {} },
  };
  now += 21_000;
  const sending = notifyPeople(slow);
  await expect.poll(async () => (await office.store.notificationStates.get('main:You'))?.mail?.tries).toBe(1);
  await ask('Second?');
  await after(0);
  expect(server.mails).toEqual([]);
  letGo();
  await sending;
  await after(3 * minute);
  expect(server.mails.map(({ email }) => email.subject)).toEqual([
    'Waits for you: First?',
    'Waits for you: Second?',
  ]);
});

test('after a restart nothing is told again', async () => {
  await settle();
  await ask('Send it?');
  await after(0);
  await after(21_000);
  await after(60 * minute, { ...office.context });
  expect(server.mails).toHaveLength(1);
});

test('what comes together is told together, and a storm is one mail', async () => {
  await settle();
  for (let count = 1; count <= 23; count += 1) await ask(`Question ${count}?`);
  await after(0);
  await after(21_000);
  expect(server.mails).toHaveLength(1);
  expect(server.mails[0]?.email.subject).toBe('23 questions wait for you');
  expect(server.mails[0]?.email.text).toContain('and 3 more: ');
});

test('a digest leaves at the full hour on the person’s own clock', async () => {
  await settle({ rhythm: 'hourly', timeZone: 'Asia/Kolkata' });
  await ask('First?');
  await after(0);
  expect(new Date((await view()).nextAt).toISOString()).toBe('2026-11-28T08:30:00.000Z');
  await ask('Second?');
  await after(19 * minute);
  expect(server.mails).toEqual([]);
  await after(minute);
  expect(server.mails.map(({ email }) => email.subject)).toEqual(['2 questions wait for you']);
  expect((await view()).lastMail).toEqual({ at: now, about: 2 });
});

test('a daily digest leaves at its time of day', async () => {
  await settle({ rhythm: 'daily', dailyAt: '08:00', timeZone: 'Europe/Berlin' });
  await ask('First?');
  await after(0);
  expect(new Date((await view()).nextAt).toISOString()).toBe('2026-11-29T07:00:00.000Z');
});

test('a deadline does not wait for the digest', async () => {
  await settle({ rhythm: 'daily', timeZone: 'Europe/Berlin' });
  await ask('Pay it?', { due: { amount: 4, unit: 'hours' } });
  await after(0);
  await after(3 * 60 * minute);
  expect(server.mails).toEqual([]);
  await after(5 * minute);
  await after(21_000);
  expect(server.mails).toHaveLength(1);
  expect(server.mails[0]?.email.text).toContain('answer by Sat, 13:10 CET');
});

test('what was answered before the mail leaves is not told', async () => {
  await settle({ rhythm: 'hourly' });
  const id = await ask('Send it?');
  await after(0);
  await answer(id);
  await after(60 * minute);
  expect(server.mails).toEqual([]);
});

test('a question for somebody else is theirs, unless the person answers for them too', async () => {
  await settle();
  await ask('Send it?', { who: 'Support lead' });
  await after(0);
  await after(21_000);
  expect(server.mails).toEqual([]);
  await settle({}, ['support lead']);
  await after(0);
  await after(21_000);
  expect(server.mails).toHaveLength(1);
  expect((await office.request('GET', '/api/approvals?whose=mine')).body.open).toBe(1);
});

test('a stuck run is told without what the other system said', async () => {
  await settle();
  office.temporal.answer = () => ({
    failure: { code: 'HTTP_401', message: 'Bearer s3cret-token was refused', effect: 'not-happened' },
  });
  const playbookId = await office.publish(lookUpAndSend(), 'Refunds');
  const started = await office.request('POST', `/api/playbooks/${playbookId}/runs`, {
    from: 'published',
    input: { order: '7' },
  });
  await after(0);
  await after(21_000);
  expect(server.mails.map(({ email }) => email.subject)).toEqual(['Stuck: order 7']);
  const text = server.mails[0]?.email.text ?? '';
  expect(text).toContain('Refunds · stuck at “look”');
  expect(text).toContain(`/runs/${started.body.runId}`);
  expect(text).not.toContain('s3cret');
});

test('a server that cannot take it now gets the same mail later, and the person can see why', async () => {
  await settle();
  await ask('Send it?');
  server.refusals.push({ code: 451, text: 'mailbox is busy' });
  await after(0);
  await after(21_000);
  expect((await view()).trouble).toContain('mailbox is busy');
  await after(10_000);
  expect(server.mails).toEqual([]);
  await after(minute);
  expect(server.mails).toHaveLength(1);
  expect((await view()).trouble).toBeUndefined();
});

test('who died between sending and noting it leaves a mail that a mailbox knows again', async () => {
  await settle();
  await ask('Send it?');
  await after(0);
  const { mailer } = office.context;
  const dying: ApiContext = {
    ...office.context,
    mailer: {
      label: '',
      stop: () => {},
      async send(mail) {
        await mailer?.send(mail);
        throw new Error('the process is gone');
      },
    },
    // Nothing is noted any more either.
    store: new Proxy(office.store, {
      get: (store, name) =>
        name === 'notificationStates'
          ? {
              ...store.notificationStates,
              find: store.notificationStates.find.bind(store.notificationStates),
              get: store.notificationStates.get.bind(store.notificationStates),
              replace: (doc: { mail?: { tries: number }; trouble?: string }, revision: number) =>
                doc.trouble === undefined
                  ? store.notificationStates.replace(doc as never, revision)
                  : Promise.reject(new Error('the process is gone')),
            }
          : Reflect.get(store, name),
    }),
  };
  await after(21_000, dying);
  await after(minute);
  expect(server.mails).toHaveLength(1);
  await after(minute);
  expect(server.mails).toHaveLength(2);
  expect(server.header(1, 'message-id')).toBe(server.header(0, 'message-id'));
  await after(60 * minute);
  expect(server.mails).toHaveLength(2);
});

test('a title of strangers cannot write into the mail', async () => {
  await settle();
  await ask('Pay\r\nBcc: eve@elsewhere.example\u202E now?\u200B');
  await after(0);
  await after(21_000);
  expect(server.mails[0]?.to).toEqual(['dana@example.org']);
  expect(server.mails[0]?.email.subject).toBe('Waits for you: Pay Bcc: eve@elsewhere.example now?');
});

const listening = () =>
  office.publish(aGraph([aNode('mail', 'mail-received', { to: 'help@dayshift.example' })], []));

test('an address that starts a playbook is refused', async () => {
  await listening();
  for (const address of ['help@dayshift.example', 'support@dayshift.example']) {
    const refused = await settle({ address });
    expect([refused.status, refused.body.code, refused.body.path]).toEqual([
      422,
      'ADDRESS_STARTS_RUNS',
      'mail.address',
    ]);
  }
});

test('an address that starts a playbook only later gets nothing more', async () => {
  await settle({ address: 'help@dayshift.example' });
  await listening();
  await ask('Send it?');
  await after(0);
  await after(21_000);
  expect(server.mails).toEqual([]);
  expect((await view()).trouble).toContain('starts a playbook');
});

test('a notification that finds its way back starts no run', async () => {
  await settle();
  await ask('Send it?');
  await after(0);
  await after(21_000);
  await listening();
  const raw = server.mails[0]?.raw ?? Buffer.alloc(0);
  const envelope = { from: 'dana@example.org', to: ['help@dayshift.example'] };
  expect(await receiveMail(office.context, { raw, envelope })).toEqual({ runIds: [] });
});

test('settings that cannot work are refused by field', async () => {
  const path = async (mail: object) => (await settle(mail)).body.path;
  expect(await path({ address: '' })).toBe('mail.address');
  expect(await path({ address: 'not a mail' })).toContain('mail.address');
  expect(await path({ address: 'a@example.org, b@example.org' })).toContain('mail.address');
  expect(await path({ timeZone: 'Middle/Earth' })).toBe('mail.timeZone');
  expect(await path({ dailyAt: '25:00' })).toContain('mail.dailyAt');
  office.context.mailer = undefined;
  expect((await settle()).body.code).toBe('NO_MAIL_SERVER');
});

test('a mail server that does not answer keeps nobody from leaving', async () => {
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo; // it listens on TCP
  const guarded = createEgress({ allowedPrivateHosts: [`127.0.0.1:${port}`] });
  const mailer = createMailer({
    egress: guarded,
    smtp: { host: '127.0.0.1', port },
    from: 'dayshift@x.example',
  });
  const sending = mailer.send({ id: 'ntf_1', to: 'dana@example.org', subject: 'x', text: 'x' });
  const refused = expect(sending).rejects.toThrow();
  await expect
    .poll(() => new Promise((resolve) => silent.getConnections((_, count) => resolve(count))))
    .toBe(1);
  const begun = Date.now();
  mailer.stop();
  await refused;
  expect(Date.now() - begun).toBeLessThan(2_000);
  await guarded.close();
  await new Promise((resolve) => silent.close(resolve));
});

test('a mail to try it goes out at once', async () => {
  await settle({ rhythm: 'daily' });
  expect((await office.request('POST', '/api/me/notifications/try')).status).toBe(200);
  expect(server.mails[0]?.email.subject).toBe('Mails from Dayshift arrive here');
  server.refusals.push({ code: 550, text: 'no such mailbox' });
  const refused = await office.request('POST', '/api/me/notifications/try');
  expect([refused.status, refused.body.code]).toEqual([503, 'MAIL_NOT_TAKEN']);
  expect(refused.body.hint).toContain('no such mailbox');
});
