import { randomUUID } from 'node:crypto';
import type { ResumePlan } from '@dayshift/contracts';
import { expect, it } from 'vitest';
import { aDrawing } from '../../support/a-drawing.ts';
import { exchange } from '../../support/exchange.ts';
import { expectProblem } from './expect-problem.ts';
import { ends, form, hook } from './nodes.ts';
import type { HostileStage } from './stage.ts';

/** Deliveries and presses that come again. */
export function repeats(stage: HostileStage): void {
  it('50 deliveries of one webhook id at once: one run, and everybody is told of it', async () => {
    const id = await stage.publish(
      aDrawing(
        { hook, call: ['http-request', { method: 'POST', url: `${stage.receiver.url}/burst` }], ends },
        ['hook:out>call', 'call:done>ends'],
      ),
    );
    const headers = { 'content-type': 'application/json', 'x-delivery-id': 'delivery-1' };
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        exchange(`${stage.installation.url}/hooks/${id}/hook`, { method: 'POST', headers, raw: '{"n":1}' }),
      ),
    );
    // How many wait before it is of the moment; the run is the same for all.
    const told = answers.map(({ status, text }) => `${status} ${JSON.parse(text).runId}`);
    expect(new Set(told).size).toBe(1);
    expect(answers[0]?.status).toBe(202);
    await stage.settled(id);
    expect(await stage.runsOf(id)).toHaveLength(1);
    expect(stage.receiver.requests.filter(({ path }) => path === '/burst')).toHaveLength(1);
  });

  it('a press on run, run again and resume, each pressed twice with one key: one run each', async () => {
    const id = await stage.publish(
      aDrawing({ start: form, breaks: ['fail', { code: 'ON_PURPOSE', message: 'On purpose' }] }, [
        'start:out>breaks',
      ]),
    );
    const twice = async (path: string, body: unknown) => {
      const headers = { 'idempotency-key': randomUUID() };
      const answers = await Promise.all([1, 2, 3].map(() => stage.post(path, body, headers)));
      expect(answers.map(({ status, text }) => [status, text])).toEqual(
        answers.map(() => [200, answers[0]?.text]),
      );
      return answers[0]?.body as { runId: string; runs: { runId: string }[] };
    };
    const { runId } = await twice(`/api/playbooks/${id}/runs`, { from: 'published', input: {} });
    expect(await stage.settled(id)).toMatchObject({ id: runId, state: 'failed' });
    await twice(`/api/runs/${runId}/run-again`, { version: 'same' });
    expect(await stage.runsOf(id)).toHaveLength(2);
    const choice = { version: 'same', redo: [] };
    const plan = await stage.session.send<ResumePlan>('POST', `/api/runs/${runId}/resume-plan`, choice);
    await twice(`/api/runs/${runId}/resume`, { ...choice, digest: plan.digest });
    expect(await stage.runsOf(id)).toHaveLength(3);
    expectProblem(await stage.post(`/api/runs/${runId}/resume`, { ...choice, digest: 'what I saw' }), {
      status: 409,
      code: 'RESUME_PLAN_CHANGED',
    });
  });
}
