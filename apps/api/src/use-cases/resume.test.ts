import type { CallEffect } from '@dayshift/model';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aTestOffice, type TestOffice } from '../test-support/a-test-office.ts';
import { aGraph, aNode, lookUpAndSend } from '../test-support/graphs.ts';
import type { Answer } from '../test-support/simulated-temporal.ts';

let office: TestOffice;
let playbookId: string;

/** The help desk wants a reason, as the practice one does for invoices. */
const helpDesk = ({ stepId, input }: CallEffect): Answer => {
  if (!stepId.startsWith('send')) return { output: { status: 200, headers: {}, body: { sum: 49 } } };
  return JSON.stringify(input).includes('reason_code')
    ? { output: { status: 201, headers: {}, body: { id: 'R1' } } }
    : { failure: { code: 'HTTP_422', message: 'field “reason_code” is missing', effect: 'not-happened' } };
};
const fixed = lookUpAndSend({ decides: 'alone' }, { sum: '{{ steps.look.body.sum }}', reason_code: 'late' });

beforeEach(async () => {
  office = await aTestOffice();
  office.temporal.answer = helpDesk;
  playbookId = await office.publish(lookUpAndSend());
});
afterEach(() => office.close());

const start = async () =>
  (
    await office.request('POST', `/api/playbooks/${playbookId}/runs`, {
      from: 'published',
      input: { order: '1' },
    })
  ).body.runId as string;
const saveFix = () =>
  office.request('PUT', `/api/playbooks/${playbookId}/draft`, { graph: fixed, ifRevision: 1 });
const view = async (id: string) => (await office.request('GET', `/api/runs/${id}`)).body;
const plan = async (id: string, choice: object) =>
  (await office.request('POST', `/api/runs/${id}/resume-plan`, choice)).body;
const resume = (id: string, choice: object, key = 'press-0001') =>
  office.request('POST', `/api/runs/${id}/resume`, choice, { 'idempotency-key': key });
const callsOf = (stepId: string) => office.temporal.calls.filter((call) => call.stepId === stepId).length;

test('an incident is fixed in the draft and the open run goes on, with three others stuck for the same reason', async () => {
  const ids = [await start(), await start(), await start(), await start()];
  const [first = ''] = ids;
  expect((await view(first)).sameCauseCount).toBe(3);
  await saveFix();
  const shown = await plan(first, { version: 'draft' });
  expect(shown).toMatchObject({ how: 'in-place', fromVersion: 1, toVersion: 2, repeats: [], problems: [] });
  expect(shown.changes.join()).toContain('reason_code');
  expect(shown.sameCause).toHaveLength(3);
  const answer = await resume(first, {
    version: 'draft',
    digest: shown.digest,
    alsoRunIds: shown.sameCause.map(({ id }: { id: string }) => id),
  });
  expect(answer.status).toBe(200);
  expect(answer.body.runs.map(({ runId }: { runId: string }) => runId).sort()).toEqual([...ids].sort());
  for (const id of ids) expect((await view(id)).run).toMatchObject({ state: 'done', version: 2 });
  expect(callsOf('look')).toBe(4);
});

test('pressing twice resumes once', async () => {
  const id = await start();
  await saveFix();
  const { digest } = await plan(id, { version: 'draft' });
  const looked = callsOf('look');
  const [one, two] = await Promise.all([
    resume(id, { version: 'draft', digest }),
    resume(id, { version: 'draft', digest }),
  ]);
  const third = await resume(id, { version: 'draft', digest });
  expect(third.status).toBe(200);
  expect([one.status, two.status]).toContain(200);
  expect(third.body).toEqual({ runs: [{ from: id, runId: id }] });
  expect(callsOf('look')).toBe(looked);
});

test.each(['another resume', 'a retry'])(
  'of a resume and %s at once one is told who was first, and it is sent once',
  async (other) => {
    const id = await start();
    const { digest } = await plan(id, { version: 'same' });
    office.temporal.answer = () => ({ output: { status: 201, headers: {}, body: {} } });
    const sent = callsOf('send');
    // Both have looked before either is heard.
    const { control } = office.temporal.runs;
    office.temporal.runs.control = async (...command) => {
      await new Promise((resolve) => setTimeout(resolve, 200));
      return control(...command);
    };
    const answers = await Promise.all([
      other === 'a retry'
        ? office.request('POST', `/api/runs/${id}/control`, {
            verb: 'retry',
            commandId: 'cmd-1',
            key: 'send',
          })
        : resume(id, { version: 'same', digest }, 'press-0001'),
      resume(id, { version: 'same', digest }, 'press-0002'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body).toMatchObject({ code: 'COMMAND_TAKEN', details: { by: 'You' } });
    expect(callsOf('send')).toBe(sent + 1);
  },
);

test('a plan that is no longer true is not carried out, and the true one is told', async () => {
  const id = await start();
  const { digest } = await plan(id, { version: 'same' });
  await office.request('POST', `/api/runs/${id}/control`, { verb: 'skip', commandId: 'c-1', key: 'send' });
  const answer = await resume(id, { version: 'same', digest });
  expect([answer.status, answer.body.code]).toEqual([409, 'RESUME_PLAN_CHANGED']);
  expect(answer.body.details.digest).not.toBe(digest);
});

test('a closed failed run is resumed as a new one that keeps what was done', async () => {
  const failing = aGraph(
    [
      ...lookUpAndSend().nodes.filter(({ id }) => id === 'start' || id === 'look'),
      aNode('broken', 'fail', { code: 'NO', message: 'not today' }),
    ],
    ['start:out>look', 'look:done>broken'],
  );
  playbookId = await office.publish(failing);
  const id = await start();
  expect((await view(id)).run.state).toBe('failed');
  await saveFix();
  const shown = await plan(id, { version: 'draft' });
  expect(shown.how).toBe('fork');
  const [one, two] = await Promise.all([
    resume(id, { version: 'draft', digest: shown.digest }, 'press-0001'),
    resume(id, { version: 'draft', digest: shown.digest }, 'press-0002'),
  ]);
  const forks = [one, two].flatMap(
    ({ body }) => body.runs?.map(({ runId }: { runId: string }) => runId) ?? [],
  );
  expect(new Set(forks).size).toBe(1);
  const fork = await view(forks[0]);
  expect(fork).toMatchObject({ run: { state: 'done', version: 2 }, forkedFrom: id });
  expect(
    fork.steps.map((step: { nodeId: string; isReused: boolean }) => `${step.nodeId} ${step.isReused}`),
  ).toEqual(['start true', 'look true', 'send false', 'done false']);
  expect((await view(id)).resumedAs).toBe(forks[0]);
  expect(callsOf('look')).toBe(1);
});

test('a draft with problems is not resumed on', async () => {
  const id = await start();
  const broken = aGraph(
    [...fixed.nodes, aNode('gone', 'http-request', { method: 'GET', url: '' })],
    ['start:out>look', 'look:done>send', 'send:done>done', 'look:done>gone'],
  );
  await office.request('PUT', `/api/playbooks/${playbookId}/draft`, { graph: broken, ifRevision: 1 });
  const answer = await office.request('POST', `/api/runs/${id}/resume-plan`, { version: 'draft' });
  expect([answer.status, answer.body.code]).toEqual([422, 'PLAYBOOK_HAS_PROBLEMS']);
});

test('resuming wants an idempotency key', async () => {
  const id = await start();
  const answer = await office.request('POST', `/api/runs/${id}/resume`, {
    version: 'same',
    digest: 'x'.repeat(64),
  });
  expect([answer.status, answer.body.path]).toEqual([400, 'Idempotency-Key']);
});

test('resuming with other input is checked like the form, when it is planned and when it is done', async () => {
  const id = await start();
  for (const [trigger, path] of [
    [{}, 'trigger.order'],
    [null, 'trigger'],
  ] as const) {
    const choice = { version: 'same', trigger };
    const planned = await office.request('POST', `/api/runs/${id}/resume-plan`, choice);
    expect([planned.status, planned.body.path]).toEqual([422, path]);
    const resumed = await resume(id, { ...choice, digest: 'a-digest-of-old' });
    expect([resumed.status, resumed.body.path]).toEqual([422, path]);
  }
});
