import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { figure, median, percentile } from '../figure.ts';
import type { Part } from '../part.ts';
import type { BareTemporal } from '../support/bare/bare-temporal.ts';
import type { BenchProduct } from '../support/product.ts';
import type { Stub } from '../support/stub.ts';
import { approvalPlaybook } from './approval-playbook.ts';

const decisions = 100;
/** A person does not decide back to back; what the last decision set off is done by then. */
const betweenMs = 60;

/**
 * From a person's yes to the effect of the next step: the decision goes over HTTP, the effect arrives at a receiver in another
 * process. The baseline takes turns: a signal straight to a hand-written workflow that then calls the same receiver.
 */
export const clickPart: Part = {
  name: 'click',
  what: `from ${decisions} decisions to the next step’s effect`,
  async measure(bench) {
    const [stub, product, bare] = [await bench.stub(), await bench.product(), await bench.bareTemporal()];
    const id = await product.createPlaybook('Refund, after a yes', approvalPlaybook(stub.url), 'publish');
    const asked = await askMany(product, id);
    const waiting = await waitMany(bare, stub);
    const ours: number[] = [];
    const answered: number[] = [];
    const base: number[] = [];
    for (const [index, { approvalId, digest, tag }] of asked.entries()) {
      const effect = stub.arrival(`/refunds/${tag}`);
      const from = process.hrtime.bigint();
      const decision = { decisionId: randomUUID(), verdict: 'approve', digest };
      await product.call('POST', `/api/approvals/${approvalId}/decision`, decision);
      answered.push(msSince(from, process.hrtime.bigint()));
      ours.push(msSince(from, await effect));
      await pause(betweenMs);
      base.push(await signal(bare, stub, waiting[index]!));
      await pause(betweenMs);
    }
    return [
      figure('click to next step, p50', median(ours), 'ms', { baseline: median(base), goal: '≤ 100' }),
      figure('click to next step, p99', percentile(ours, 99), 'ms', { baseline: percentile(base, 99) }),
      figure('click to its answer, p50', median(answered), 'ms'),
    ];
  },
};

interface Asked {
  approvalId: string;
  digest: string;
  tag: string;
}

/** Starts the runs and looks at every card, as the inbox does before anybody can decide. */
async function askMany(product: BenchProduct, playbookId: string): Promise<Asked[]> {
  const tagOfRun = new Map<string, string>();
  for (let index = 0; index < decisions; index += 1) {
    const tag = `ours${index}`;
    const { runId } = await product.call<{ runId: string }>('POST', `/hooks/${playbookId}/hook`, {
      tag,
      amount: 20,
    });
    tagOfRun.set(runId, tag);
  }
  const until = Date.now() + 60_000;
  while ((await product.call<{ open: number }>('GET', '/api/approvals?state=open')).open < decisions) {
    if (Date.now() > until) throw new Error('Not every approval was opened within a minute.');
    await pause(200);
  }
  const asked: Asked[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const page: { items: { id: string; runId: string }[]; nextCursor?: string } = await product.call(
      'GET',
      `/api/approvals?state=open${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    for (const { id, runId } of page.items) {
      const { digest } = await product.call<{ digest: string }>('GET', `/api/approvals/${id}`);
      asked.push({ approvalId: id, digest, tag: tagOfRun.get(runId) ?? '' });
    }
    cursor = page.nextCursor;
  }
  return asked;
}

async function waitMany(bare: BareTemporal, stub: Stub): Promise<string[]> {
  const workflowIds = Array.from({ length: decisions }, (_, index) => `bare-decided-${index}`);
  for (const workflowId of workflowIds) {
    await bare.client.workflow.start('postWhenDecided', {
      taskQueue: bare.taskQueue,
      workflowId,
      args: [`${stub.url}/${workflowId}`],
    });
  }
  await pause(2_000); // Each has had its first task by then.
  return workflowIds;
}

async function signal(bare: BareTemporal, stub: Stub, workflowId: string): Promise<number> {
  const effect = stub.arrival(`/${workflowId}`);
  const from = process.hrtime.bigint();
  await bare.client.workflow.getHandle(workflowId).signal('decided');
  return msSince(from, await effect);
}

function msSince(from: bigint, to: bigint): number {
  return Number(to - from) / 1e6;
}
