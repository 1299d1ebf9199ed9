import { setTimeout as pause } from 'node:timers/promises';
import { launchMongod } from '@dayshift/local-services';
import { afterEach, describe, expect, it } from 'vitest';
import { Installation } from '../faults/installation.ts';
import type { Session } from '../faults/session.ts';
import { publishWaitingPlaybook } from '../faults/waiting-playbook.ts';
import { until } from '../support/engine-rig.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';

const runs = 20;
const mongod = await launchMongod({ environment: process.env, say: console.log });
const stores = [
  { name: 'SQLite', uri: undefined },
  ...('uri' in mongod ? [{ name: mongod.label, uri: mongod.uri }] : []),
];
if ('unavailable' in mongod) console.log(`Skipped: kill -9 on MongoDB (${mongod.unavailable}).`);

let installation: Installation;
let receiver: Receiver;
afterEach(async () => {
  await installation?.end();
  await receiver?.stop();
}, 60_000);

describe.each(stores)('kill -9 in the middle of 20 runs, on $name', ({ uri }) => {
  it.each([
    { what: 'the fleet', kill: ['fleet'] as const },
    { what: 'the API', kill: ['api'] as const },
    { what: 'everything, Temporal included', kill: ['fleet', 'api', 'temporal'] as const },
  ])(
    'of $what: every run goes on by itself and each effect happens once',
    async ({ kill }) => {
      receiver = await startReceiver();
      installation = new Installation();
      await installation.begin({
        ...(uri ? { mongodbUri: databaseOf(uri) } : {}),
        allowedHosts: [receiver.host],
      });
      let session = await installation.signIn();
      const { id, hook } = await publishWaitingPlaybook(session, receiver.url);
      // Ten are ahead and ask already while the others still call or sleep.
      await startRuns(hook, 0, runs / 2);
      await until(async () => (await openApprovals(session)).length >= 3);
      await startRuns(hook, runs / 2, runs);
      await approve(session, (await openApprovals(session)).slice(0, 3));
      await pause(150);

      await Promise.all(kill.map((part) => installation.kill(part)));
      await pause(500);
      for (const part of kill) if (part !== 'temporal') await installation.start(part);

      session = kill.some((part) => part === 'api') ? await installation.signIn() : session;
      await until(async () => {
        await approve(session, await openApprovals(session));
        const { items } = await session.get<{ items: { state: string; outcome?: string }[] }>(
          `/api/runs?playbook=${id}&limit=100`,
        );
        return items.length === runs && items.every((row) => row.state === 'done');
      }, 90_000);
      expect(effectsOf(receiver)).toEqual(expectedEffects());
    },
    150_000,
  );
});

async function startRuns(hook: string, from: number, to: number): Promise<void> {
  for (let n = from; n < to; n += 1) {
    const answer = await fetch(hook, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-delivery-id': `d${n}` },
      body: JSON.stringify({ n }),
    });
    expect(answer.status).toBe(202);
  }
}

async function openApprovals(session: Session): Promise<{ id: string }[]> {
  return (await session.get<{ items: { id: string }[] }>('/api/approvals?state=open')).items;
}

/** As a person would: look at the card, say yes to what it shows. */
async function approve(session: Session, rows: { id: string }[]): Promise<void> {
  for (const { id } of rows) {
    const { digest, state } = await session.get<{ digest: string; state: string }>(
      `/api/approvals/${encodeURIComponent(id)}`,
    );
    if (state !== 'open') continue;
    const decision = { decisionId: `decision-${id}`.slice(0, 64), verdict: 'approve', digest };
    await session.send('POST', `/api/approvals/${encodeURIComponent(id)}/decision`, decision);
  }
}

/** What the receiver applied: `<run>-<effect>`, sorted. */
function effectsOf(of: Receiver): string[] {
  return [...of.applied.values()]
    .map(({ body }) => {
      const { run, effect } = body as { run: number; effect: string };
      return `${run}-${effect}`;
    })
    .sort();
}

function expectedEffects(): string[] {
  return Array.from({ length: runs }, (_, n) => ['a', 'b', 'c'].map((effect) => `${n}-${effect}`))
    .flat()
    .sort();
}

let databases = 0;

/** A database of its own per test. */
function databaseOf(uri: string): string {
  databases += 1;
  const url = new URL(uri);
  url.pathname = `/kill_${process.pid}_${databases}`;
  return url.toString();
}
