import { setTimeout as pause } from 'node:timers/promises';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { until } from '../support/until.ts';
import { Installation } from './installation.ts';
import type { Session } from './session.ts';
import { publishWaitingPlaybook } from './waiting-playbook.ts';

export interface KillScenario {
  kill: readonly ('api' | 'fleet' | 'temporal')[];
  mongodbUri?: string;
  runs?: number;
  /** How long after the last start the kill comes. */
  killAfterMs?: number;
}

/** What came of it: both lists name every effect as `<run>-<effect>`. */
export interface KillOutcome {
  expected: string[];
  /** As the receiver applied them, each key once. */
  applied: string[];
  /** From the restart to the last run done. */
  secondsToRecover: number;
}

/**
 * Starts runs with waits and open questions, kills parts of the installation in the middle, starts them again, and answers
 * every question as a person would. Resolves when all runs are done; throws when they are not within 90 s.
 */
export async function killInTheMiddle({
  kill,
  mongodbUri,
  runs = 20,
  killAfterMs = 150,
}: KillScenario): Promise<KillOutcome> {
  const receiver = await startReceiver();
  const installation = new Installation();
  try {
    await installation.begin({ ...(mongodbUri ? { mongodbUri } : {}), allowedHosts: [receiver.host] });
    let session = await installation.signIn();
    const { id, hook } = await publishWaitingPlaybook(session, receiver.url);
    // Half are ahead and ask already while the others still call or sleep.
    await startRuns(hook, 0, runs / 2);
    await until(async () => (await openApprovals(session)).length >= 3);
    await startRuns(hook, runs / 2, runs);
    await approve(session, (await openApprovals(session)).slice(0, 3));
    await pause(killAfterMs);

    await Promise.all(kill.map((part) => installation.kill(part)));
    await pause(500);
    const restartedAt = Date.now();
    for (const part of kill) if (part !== 'temporal') await installation.start(part);
    session = kill.includes('api') ? await installation.signIn() : session;
    await until(async () => {
      await approve(session, await openApprovals(session));
      const { items } = await session.get<{ items: { state: string }[] }>(
        `/api/runs?playbook=${id}&limit=100`,
      );
      return items.length === runs && items.every((row) => row.state === 'done');
    }, 90_000);
    return {
      expected: expectedEffects(runs),
      applied: effectsOf(receiver),
      secondsToRecover: (Date.now() - restartedAt) / 1000,
    };
  } finally {
    await installation.end();
    await receiver.stop();
  }
}

async function startRuns(hook: string, from: number, to: number): Promise<void> {
  for (let n = from; n < to; n += 1) {
    const answer = await fetch(hook, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-delivery-id': `d${n}` },
      body: JSON.stringify({ n }),
    });
    if (answer.status !== 202)
      throw new Error(`The webhook answered ${answer.status}: ${await answer.text()}`);
  }
}

async function openApprovals(session: Session): Promise<{ id: string }[]> {
  return (await session.get<{ items: { id: string }[] }>('/api/approvals?state=open')).items;
}

/** As a person would: look at the card, say yes to what it shows. */
async function approve(session: Session, rows: { id: string }[]): Promise<void> {
  for (const { id } of rows) {
    const path = `/api/approvals/${encodeURIComponent(id)}`;
    const { digest, state } = await session.get<{ digest: string; state: string }>(path);
    if (state !== 'open') continue;
    const decision = { decisionId: `decision-${id}`.slice(0, 64), verdict: 'approve', digest };
    await session.send('POST', `${path}/decision`, decision);
  }
}

function effectsOf(of: Receiver): string[] {
  return [...of.applied.values()]
    .map(({ body }) => {
      const { run, effect } = body as { run: number; effect: string }; // as the playbook sends it
      return `${run}-${effect}`;
    })
    .sort();
}

function expectedEffects(runs: number): string[] {
  return Array.from({ length: runs }, (_, n) => ['a', 'b', 'c'].map((effect) => `${n}-${effect}`))
    .flat()
    .sort();
}
