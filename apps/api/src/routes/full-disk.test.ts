import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStore } from '@dayshift/store';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startMailListener } from '../mail/mail-listener.ts';
import { aTestOffice, type TestOffice } from '../test-support/a-test-office.ts';
import { aGraph, aNode } from '../test-support/graphs.ts';
import { sendMail } from '../test-support/send-mail.ts';

let folder: string;
let office: TestOffice;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'dayshift-full-'));
  office = await aTestOffice(
    await openStore({ sqliteFile: path.join(folder, 'store.db'), mostBytes: 3_000_000 }),
  );
});
afterEach(async () => {
  await office.close();
  rmSync(folder, { recursive: true, force: true });
});

const ballast = (index: number) => ({
  id: `ballast-${index}`,
  workspaceId: 'main',
  value: 'x'.repeat(100_000),
});

async function fill(): Promise<void> {
  for (let index = 0; ; index += 1) {
    try {
      await office.store.settings.insert(ballast(index));
    } catch {
      break;
    }
  }
  // To the last page: what is left is less than any document needs.
  for (let index = 0; index < 50; index += 1)
    await office.store.settings
      .insert({ ...ballast(index), id: `grain-${index}`, value: 'x'.repeat(3_000) })
      .catch(() => 0);
}

async function makeRoom(): Promise<void> {
  for (let index = 0; index < 10; index += 1) await office.store.settings.remove(`ballast-${index}`, 1);
}

test('on a full disk every door says when to come again, and each goes on by itself when there is room', async () => {
  const id = await office.publish(
    aGraph(
      [
        aNode('mail', 'mail-received', { to: 'support@dayshift.example' }),
        aNode('hook', 'webhook', { respond: 'accepted' }),
        aNode('done', 'end', { outcome: 'read' }),
      ],
      ['mail:out>done', 'hook:out>done'],
    ),
  );
  const listener = await startMailListener(office.context, { host: '127.0.0.1', port: 0 });
  const mail =
    'From: a@b.example\r\nTo: support@dayshift.example\r\nSubject: s\r\nMessage-ID: <1@b>\r\n\r\n'.concat(
      'words\r\n'.repeat(4_000),
    );
  const deliver = () =>
    office.stranger('POST', `/hooks/${id}/hook`, { order: 'x'.repeat(20_000) }, { 'x-delivery-id': 'd1' });
  const ready = async () => (await office.stranger('GET', '/readyz')).status;
  await office.request('GET', '/api/home');
  expect(await ready()).toBe(200);

  await fill();
  const refused = await deliver();
  expect([refused.status, refused.body.code]).toEqual([503, 'DISK_FULL']);
  expect(refused.headers['content-type']).toContain('application/problem+json');
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect(await sendMail(listener.port, 'support@dayshift.example', mail)).toMatch(/^452 /);
  expect(await ready()).toBe(503);
  // What is there can still be read.
  expect((await office.request('GET', '/api/playbooks')).status).toBe(200);

  await makeRoom();
  expect(await ready()).toBe(200);
  expect((await deliver()).status).toBe(202);
  expect(await sendMail(listener.port, 'support@dayshift.example', mail)).toMatch(/^250/);
  await listener.stop();
});

test('a delivery that is stored is accepted although Temporal is away, and is started when it is back', async () => {
  const id = await office.publish(
    aGraph(
      [aNode('hook', 'webhook', { respond: 'accepted' }), aNode('done', 'end', { outcome: 'read' })],
      ['hook:out>done'],
    ),
  );
  office.temporal.isDown = true;
  const { status, body } = await office.stranger('POST', `/hooks/${id}/hook`, {});
  expect(status).toBe(202);
  expect((await office.request('GET', `/api/runs?playbook=${id}`)).body.items).toMatchObject([
    { id: body.runId, state: 'starting' },
  ]);
});
