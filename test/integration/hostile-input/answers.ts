import { randomUUID } from 'node:crypto';
import type { ApprovalRow, ApprovalView } from '@dayshift/contracts';
import type { JsonObject } from '@dayshift/model';
import { expect, it } from 'vitest';
import { aDrawing } from '../../support/a-drawing.ts';
import { until } from '../../support/until.ts';
import { expectProblem } from './expect-problem.ts';
import { ends, form } from './nodes.ts';
import type { HostileStage } from './stage.ts';

/** Decisions that come second, late, or with what cannot be done. */
export function wrongAnswers(stage: HostileStage): void {
  const asked = async (): Promise<ApprovalView> => {
    const config = {
      method: 'POST',
      url: `${stage.receiver.url}/asked`,
      body: { sum: 49 },
      gate: { decides: 'ask' },
    };
    const id = await stage.publish(
      aDrawing({ start: form, send: ['http-request', config], ends }, ['start:out>send', 'send:done>ends']),
    );
    await stage.session.send('POST', `/api/playbooks/${id}/runs`, { from: 'published', input: {} });
    return until(async () => {
      const { items } = await stage.session.get<{ items: ApprovalRow[] }>('/api/approvals?limit=200');
      const row = items.find(({ playbookId }) => playbookId === id);
      return row && stage.session.get<ApprovalView>(`/api/approvals/${encodeURIComponent(row.id)}`);
    });
  };
  const answer = ({ id, digest }: ApprovalView, more: object = {}) =>
    stage.post(`/api/approvals/${encodeURIComponent(id)}/decision`, {
      decisionId: randomUUID(),
      verdict: 'approve',
      digest,
      ...more,
    });

  it('given ten times at once counts once; the others hear who decided what, and when', async () => {
    const card = await asked();
    const before = Date.now();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        answer(card, { verdict: index % 2 === 0 ? 'approve' : 'reject' }),
      ),
    );
    const [first, ...more] = answers.filter(({ status }) => status === 200);
    expect(more).toEqual([]);
    const { decision } = (first?.body ?? {}) as unknown as ApprovalView; // the route's contract
    for (const each of answers.filter(({ status }) => status !== 200)) {
      expectProblem(each, { status: 409, code: 'APPROVAL_DECIDED' });
      expect(each.body.details).toEqual({ by: 'You', at: decision?.at, verdict: decision?.verdict });
      expect(each.body.message).toContain('You');
    }
    expect(decision?.at).toBeGreaterThanOrEqual(before);
  });

  it('about something else than what is asked now brings the new card', async () => {
    const card = await asked();
    const stale = await answer(card, { digest: 'f'.repeat(64) });
    expectProblem(stale, { status: 409, code: 'APPROVAL_CHANGED' });
    expect(stale.body.details).toMatchObject({ id: card.id, digest: card.digest, action: card.action });
  });

  it('with an edit that the operation cannot carry out names the field, and the question stays open', async () => {
    const card = await asked();
    const input = card.action?.input as JsonObject;
    const edits: [JsonObject | string, string][] = [
      [{ ...input, url: 'not an address' }, 'input.url'],
      [{ ...input, url: 'file:///etc/passwd' }, 'input.url'],
      [{ ...input, method: 'BREW' }, 'input.method'],
      [{ ...input, extra: 1 }, 'input.extra'],
      [{ ...input, headers: { 'x-a': 5 } }, 'input.headers.x-a'],
      [{ url: input.url ?? '' }, 'input.method'],
      ['all of it', 'input'],
    ];
    for (const [edit, path] of edits)
      expectProblem(await answer(card, { input: edit }), { status: 422, path });
    const now = await stage.session.get<ApprovalView>(`/api/approvals/${encodeURIComponent(card.id)}`);
    expect(now.state).toBe('open');
    expect((await answer(now, { input: { ...input, body: { sum: 5 } } })).status).toBe(200);
    await until(async () =>
      stage.receiver.requests.some(({ path, body }) => path === '/asked' && (body as JsonObject).sum === 5),
    );
  });
}
