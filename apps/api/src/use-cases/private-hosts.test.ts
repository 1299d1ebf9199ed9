import { listPrivateHosts } from '@dayshift/store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aTestOffice, type TestOffice } from '../test-support/a-test-office.ts';

let office: TestOffice;
beforeEach(async () => {
  office = await aTestOffice();
});
afterEach(() => office.close());

const allow = (host: string) => office.request('POST', '/api/private-hosts', { host });
const takeBack = (host: string) => office.request('DELETE', `/api/private-hosts/${encodeURIComponent(host)}`);
const hosts = async () => (await listPrivateHosts(office.context.store, 'main')).map(({ host }) => host);
const audited = async () =>
  (await office.request('GET', '/api/audit')).body.items
    .map(({ action, target }: { action: string; target: string }) => `${action} ${target}`)
    .filter((line: string) => line.startsWith('private-host'));

describe('private hosts', () => {
  it.each([
    ['10.0.0.5:8080', '10.0.0.5:8080'],
    [' Desk.Internal:443 ', 'desk.internal:443'],
    ['http://10.0.0.5/orders?x=1', '10.0.0.5:80'],
    ['https://desk.internal/x', 'desk.internal:443'],
    ['[::1]:4010', '[::1]:4010'],
    ['http://0x7f.1:99/', '127.0.0.1:99'],
  ])('are allowed by host and port, from %s', async (typed, host) => {
    expect(await allow(typed)).toMatchObject({ status: 200, body: { host } });
    expect(await hosts()).toEqual([host]);
  });

  it.each(['10.0.0.5', 'desk', '', 'ftp://10.0.0.5:21', 'user@desk:80', 'desk:99999', 'desk:80/x'])(
    'are not allowed from %j, and it says how to write one',
    async (typed) => {
      const { status, body } = await allow(typed);
      expect(status).toBe(400);
      expect(JSON.stringify(body)).toContain('host: wants a host and a port, such as 10.0.0.5:8080.');
      expect(await hosts()).toEqual([]);
    },
  );

  it('are taken back, and each change is in the audit once', async () => {
    await allow('10.0.0.5:8080');
    await allow('10.0.0.5:8080');
    await takeBack('10.0.0.5:8080');
    await takeBack('10.0.0.5:8080');
    expect(await hosts()).toEqual([]);
    expect(await audited()).toEqual([
      'private-host.taken-back 10.0.0.5:8080',
      'private-host.allowed 10.0.0.5:8080',
    ]);
  });

  it('allowed at once are all kept', async () => {
    const names = Array.from({ length: 8 }, (_, index) => `10.0.0.${index}:80`);
    await Promise.all(names.map(allow));
    expect((await hosts()).sort()).toEqual(names);
  });

  it('are listed with those that were allowed at the start', async () => {
    await allow('10.0.0.5:8080');
    expect((await office.request('GET', '/api/private-hosts')).body).toEqual({
      items: [{ host: '10.0.0.5:8080', addedBy: expect.any(String), addedAt: expect.any(Number) }],
      atStart: ['127.0.0.1:9'],
    });
  });
});
