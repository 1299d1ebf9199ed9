import { randomUUID } from 'node:crypto';
import type { ApprovalRow, ApprovalView, RunRow } from '@dayshift/contracts';
import { expect, it } from 'vitest';
import { aDrawing } from '../../support/a-drawing.ts';
import { until } from '../../support/until.ts';
import { ends, form } from './nodes.ts';
import type { HostileStage } from './stage.ts';

const runs = 40;
const dueSeconds = 6;

/** Answers that come in the very moment in which nobody may answer any more. */
export function answersAtTheDeadline(stage: HostileStage): void {
  it(`of ${runs} answers around their deadline each one that was taken counts, and no other`, async () => {
    const send = {
      method: 'POST',
      url: `${stage.receiver.url}/deadline`,
      body: { run: '{{ run.id }}' },
      honoursKey: 'yes',
      gate: { decides: 'ask', due: { amount: dueSeconds, unit: 'seconds' } },
    };
    const late = ['end', { outcome: 'nobody answered' }] as const;
    const id = await stage.publish(
      aDrawing({ start: form, send: ['http-request', send], late: [...late], ends }, [
        'start:out>send',
        'send:done>ends',
        'send:expired>late',
      ]),
    );
    for (let count = 0; count < runs; count += 1)
      await stage.session.send('POST', `/api/playbooks/${id}/runs`, { from: 'published', input: {} });
    const cards = await until(async () => {
      const { items } = await stage.session.get<{ items: ApprovalRow[] }>('/api/approvals?limit=200');
      const ours = items.filter(({ playbookId }) => playbookId === id);
      return ours.length === runs ? ours : undefined;
    });
    const answers = await Promise.all(
      cards.map((card, index) => answerAround(card, (index - runs / 2) * 25)),
    );
    const rows = await until(async () => {
      const found = await stage.runsOf(id);
      return found.every(({ state }) => state === 'done') ? found : undefined;
    }, 30_000);

    const outcomes = new Map(rows.map((row: RunRow) => [row.id, row.outcome]));
    for (const { runId, status, code } of answers) {
      expect([status, code]).toEqual(
        status === 200 ? [200, undefined] : [409, expect.stringMatching(/^APPROVAL_/)],
      );
      expect(outcomes.get(runId)).toBe(status === 200 ? 'done' : 'nobody answered');
    }
    const carriedOut = stage.receiver.requests.filter(({ path }) => path === '/deadline');
    const taken = answers.filter(({ status }) => status === 200);
    expect(carriedOut.map(({ body }) => (body as { run: string }).run).sort()).toEqual(
      taken.map(({ runId }) => runId).sort(),
    );
    // Both sides of the moment were met, or nothing was tried here.
    expect(taken.length).toBeGreaterThan(0);
    expect(taken.length).toBeLessThan(runs);
  });

  async function answerAround({ id, runId, dueAt = 0 }: ApprovalRow, offsetMs: number) {
    const url = `/api/approvals/${encodeURIComponent(id)}`;
    const { digest } = await stage.session.get<ApprovalView>(url);
    await new Promise((resolve) => setTimeout(resolve, dueAt + offsetMs - Date.now()));
    const { status, body } = await stage.post(`${url}/decision`, {
      decisionId: randomUUID(),
      verdict: 'approve',
      digest,
    });
    return { runId, status, code: body.code };
  }
}
