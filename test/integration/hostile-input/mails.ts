import type { JsonObject } from '@dayshift/model';
import { listKeptMails, openStore } from '@dayshift/store';
import { createTransport } from 'nodemailer';
import { expect, it } from 'vitest';
import { aDrawing } from '../../support/a-drawing.ts';
import { ends } from './nodes.ts';
import type { HostileStage } from './stage.ts';

/** Mail nobody can read, and mail that comes again. */
export function oddMails(stage: HostileStage): void {
  const mailTo = (to: string): [string, JsonObject] => ['mail-received', { to }];
  const send = async (to: string, raw: string) => {
    const transport = createTransport({
      host: '127.0.0.1',
      port: stage.installation.mailPort,
      secure: false,
    });
    await transport.sendMail({ envelope: { from: 'ada@example.com', to }, raw });
    transport.close();
  };
  const good = (messageId: string) =>
    `From: Ada <ada@example.com>\r\nTo: x@dayshift.example\r\nSubject: Hello\r\nMessage-ID: <${messageId}@example.com>\r\n\r\nHi`;

  it('that cannot be read is kept, noted and skipped, and the next one starts its run', async () => {
    const id = await stage.publish(
      aDrawing({ mail: mailTo('odd@dayshift.example'), ends }, ['mail:out>ends']),
    );
    const unreadable = [
      'no headers at all, just words',
      '\r\n\r\n',
      `\0\x01\x02${'\xff\xfe'.repeat(500)}`,
      `Subject: nobody wrote this\r\n\r\nHi`,
      `From: nobody\r\n\r\nHi`,
      `From: a@b.example\r\n${'X-Long: '.concat('y'.repeat(900), '\r\n').repeat(400)}\r\nHi`,
    ];
    for (const raw of unreadable) await send('odd@dayshift.example', raw);
    const store = await openStore({ sqliteFile: stage.installation.storeFile });
    const kept = await listKeptMails(store, 'main', { limit: 50 });
    await store.close();
    expect(kept.items).toHaveLength(unreadable.length);
    for (const each of kept.items) expect(each.reason).toMatch(/\w/);
    const { items } = await stage.session.get<{
      items: { action: string; target: string; result: string }[];
    }>('/api/audit?limit=100');
    const noted = items.filter(({ action, result }) => action === 'mail.kept' && result === 'refused');
    expect(noted.map(({ target }) => target).sort()).toEqual(kept.items.map((each) => each.id).sort());
    expect(await stage.runsOf(id)).toEqual([]);
    await send('odd@dayshift.example', good('after'));
    expect(await stage.settled(id)).toMatchObject({ state: 'done', title: 'Hello, Ada' });
  });

  it('that comes twice with one Message-ID starts one run, also at the same moment', async () => {
    const id = await stage.publish(
      aDrawing({ mail: mailTo('twice@dayshift.example'), ends }, ['mail:out>ends']),
    );
    await Promise.all([1, 2, 3].map(() => send('twice@dayshift.example', good('twice'))));
    await send('twice@dayshift.example', good('twice'));
    await stage.settled(id);
    expect(await stage.runsOf(id)).toHaveLength(1);
  });
}
