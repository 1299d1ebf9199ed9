import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { aPlan, aStep } from '@dayshift/engine/testing';
import { changePrivateHosts } from '@dayshift/store';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type EngineRig, rowState, startEngineRig } from '../support/engine-rig.ts';

let rig: EngineRig;
let desk: Server;
let host: string;
const asked: string[] = [];
beforeAll(async () => {
  rig = await startEngineRig();
  desk = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":7615917337495251231}');
  });
  await new Promise<void>((done) => desk.listen(0, '127.0.0.1', done));
  host = `127.0.0.1:${(desk.address() as AddressInfo).port}`; // a TCP server has a port
}, 120_000);
afterAll(async () => {
  await rig?.stop();
  desk?.closeAllConnections();
  desk?.close();
}, 60_000);

/** Starts a run that asks the desk, and tells whether it got there or is stuck at the guard. */
async function askTheDesk() {
  const input = { method: 'GET', url: `http://${host}/orders` };
  const plan = aPlan([
    aStep('trigger', 'start', { to: ['ask'] }),
    aStep('call', 'ask', { input, effect: 'read', to: ['finish'] }),
    aStep('end', 'finish', { outcome: 'asked', output: '{{ steps.ask.body.id }}' }),
  ]);
  return rig.start(plan, {});
}

it('a private host is called once a person allows it, without a restart, and not once it is taken back', async () => {
  const first = await askTheDesk();
  const row = await rowState(rig.store, first.runId, 'stuck');
  expect(row.stuck[0]?.failure).toMatchObject({
    code: 'EGRESS_BLOCKED',
    message: expect.stringContaining(`--allow-host ${host}`),
  });
  expect(asked).toEqual([]);

  await changePrivateHosts(rig.store, 'test', () => [{ host, addedBy: 'You', addedAt: 1 }]);
  await rig.runs.control(first.workflowId, { commandId: 'c1', by: 'you', verb: 'retry', key: 'ask' });
  expect(await rig.runs.ending(first.workflowId, 20_000)).toMatchObject({
    state: 'done',
    output: '7615917337495251231',
  });
  expect(asked).toEqual(['/orders']);

  await changePrivateHosts(rig.store, 'test', () => []);
  const second = await askTheDesk();
  await rowState(rig.store, second.runId, 'stuck');
  expect(asked).toEqual(['/orders']);
}, 60_000);
