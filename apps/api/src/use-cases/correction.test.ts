import { isObject } from '@dayshift/json-schema';
import type { CallEffect, Json } from '@dayshift/model';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aTestOffice, type TestOffice } from '../test-support/a-test-office.ts';
import { lookUpAndSend } from '../test-support/graphs.ts';
import type { Answer } from '../test-support/simulated-temporal.ts';

let office: TestOffice;
beforeEach(async () => {
  office = await aTestOffice();
  office.temporal.answer = wantsReason;
});
afterEach(() => office.close());

/** A help desk that takes a refund only with a reason. */
const wantsReason = ({ stepId, input }: CallEffect): Answer => {
  if (stepId.startsWith('look')) return { output: { status: 200, headers: {}, body: { sum: 49 } } };
  const body = isObject(input) ? input.body : undefined;
  return isObject(body) && body.reason_code === 'late'
    ? { output: { status: 200, headers: {}, body: { id: 'R1' } } }
    : { failure: { code: 'HTTP_422', message: 'reason_code missing', effect: 'not-happened' } };
};

const start = async (id: string) =>
  (await office.request('POST', `/api/playbooks/${id}/runs`, { from: 'published', input: { order: '1' } }))
    .body.runId as string;
const stuckStep = async (runId: string) => {
  const { steps } = (await office.request('GET', `/api/runs/${runId}`)).body;
  return steps.find(({ status }: { status: string }) => status === 'stuck');
};
const correctionOf = (runId: string, key: string) =>
  office.request('GET', `/api/runs/${runId}/correction?key=${encodeURIComponent(key)}`);
const retryWith = (runId: string, key: string, input: Json, commandId = 'command-1') =>
  office.request('POST', `/api/runs/${runId}/control`, { verb: 'retry-with', commandId, key, input });

test('one run’s input is corrected, the playbook stays as it is, and the next run is stuck at the same', async () => {
  const id = await office.publish(lookUpAndSend());
  const runId = await start(id);
  const { key, input, mayDo } = await stuckStep(runId);
  expect(mayDo).toContain('retry-with');
  const { body: correction } = await correctionOf(runId, key);
  expect(correction).toMatchObject({ operation: 'http.request', input, editable: ['body'] });
  expect(Object.keys(correction.schema.properties)).toEqual(['body']);

  const corrected = { ...input, body: { ...input.body, reason_code: 'late' } };
  expect((await retryWith(runId, key, corrected)).status).toBe(200);
  const { run, steps } = (await office.request('GET', `/api/runs/${runId}`)).body;
  expect(run.state).toBe('done');
  const sent = steps.findLast(({ nodeId }: { nodeId: string }) => nodeId === 'send');
  expect(sent).toMatchObject({ status: 'done', input: { body: { sum: 49, reason_code: 'late' } } });
  const [entry] = (await office.request('GET', '/api/audit')).body.items.filter(
    ({ action }: { action: string }) => action === 'run.retry-with',
  );
  expect(entry).toMatchObject({ actor: 'You', target: runId });
  expect(entry.summary).toContain('body.reason_code: nothing → late');

  expect((await office.request('GET', `/api/playbooks/${id}`)).body.publishedVersion).toBe(1);
  expect((await stuckStep(await start(id))).nodeId).toBe('send');
});

test('a corrected input is checked like any other: by its field, by its rules, and never where it goes', async () => {
  const runId = await start(await office.publish(lookUpAndSend()));
  const { key, input } = await stuckStep(runId);
  for (const [wrong, code, path] of [
    [{ ...input, url: 'https://elsewhere.example/refunds' }, 'FIXED_FIELD', 'input.url'],
    [{ ...input, headers: { 'x-more': '1' } }, 'FIXED_FIELD', 'input.headers'],
    [{ ...input, url: 'no address' }, 'INVALID_FIELD', 'input.url'],
    [{ ...input, more: 1 }, 'INVALID_FIELD', 'input.more'],
    [input, 'NOTHING_CORRECTED', 'input'],
  ] as const) {
    const answer = await retryWith(runId, key, wrong);
    expect([answer.status, answer.body.code, answer.body.path]).toEqual([422, code, path]);
  }
  expect((await stuckStep(runId)).key, 'nothing was tried').toBe(key);
});

test('what was approved is not corrected behind the approver’s back', async () => {
  const runId = await start(await office.publish(lookUpAndSend({ decides: 'ask' })));
  const [card] = (await office.request('GET', '/api/approvals')).body.items;
  const address = `/api/approvals/${encodeURIComponent(card.id)}`;
  const { digest } = (await office.request('GET', address)).body;
  await office.request('POST', `${address}/decision`, {
    decisionId: 'decision-1',
    verdict: 'approve',
    digest,
  });
  const { key, input, mayDo } = await stuckStep(runId);
  expect(mayDo).not.toContain('retry-with');
  expect((await correctionOf(runId, key)).body.code).toBe('VERB_REFUSED');
  const corrected = { ...input, body: { ...input.body, reason_code: 'late' } };
  expect((await retryWith(runId, key, corrected)).body.code).toBe('VERB_REFUSED');
});

test('a run that is over has nothing to correct', async () => {
  const id = await office.publish(lookUpAndSend());
  const runId = await start(id);
  const { key } = await stuckStep(runId);
  await office.request('POST', `/api/runs/${runId}/control`, { verb: 'cancel', commandId: 'command-9' });
  expect((await correctionOf(runId, key)).body.code).toBe('RUN_CLOSED');
});
