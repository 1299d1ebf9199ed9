import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Answer, aCall, anEnvironment, anOffice, type Office } from './support/an-office.ts';

let office: Office;
beforeEach(async () => {
  office = await anOffice();
});
afterEach(async () => {
  vi.useRealTimers();
  await office.close();
});

const says =
  (content: string): Answer =>
  (response) =>
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ choices: [{ message: { content }, finish_reason: 'stop' }] }));

const schema = { type: 'object', properties: { amount: { type: 'number' } }, required: ['amount'] };
const extract = aCall('ai.extract', { instructions: 'Read the amount.', text: 'I want 40 back.', schema });
const draft = aCall('ai.draft', { instructions: 'Answer kindly.', material: 'Where is my order?' });

describe('a model call', () => {
  it('returns the extracted value itself, and no cost where no price is known', async () => {
    office.web.answer(says('{"amount":40}'));
    expect(await office.perform(extract)).toEqual({
      output: { amount: 40 },
      usage: { model: 'local-1', inputTokens: 0, outputTokens: 0, isUnpriced: true },
    });
  });

  it('returns the written text and tells the model how long it may be', async () => {
    office.web.answer(says('Dear Ada'));
    expect(await office.perform(draft)).toMatchObject({ output: { text: 'Dear Ada' } });
    const { messages } = JSON.parse(office.web.received[0]?.body ?? '{}');
    expect(messages[0].content).toContain('at most 300 words');
    expect(messages[1].content).toBe('Where is my order?');
  });

  it('has no effect, so a retry asks again and nothing is written to the ledger', async () => {
    office.web.answer(says('one'), says('two'));
    await office.perform(draft);
    expect((await office.perform(draft, 2)).output).toEqual({ text: 'two' });
    expect(await office.store.effects.count({ workspaceId: 'w', runId: 'run_1' })).toBe(0);
  });

  it('that answers nonsense twice is a named failure, and not asked a third time', async () => {
    office.web.answer(says('bananas'));
    await expect(office.perform(extract)).rejects.toMatchObject({
      type: 'MODEL_ANSWER_INVALID',
      nonRetryable: true,
      details: [{ problem: 'the answer is not JSON', effect: 'not-happened' }],
    });
  });

  it('that is rate limited says when to come back', async () => {
    office.web.answer((response) => response.writeHead(429, { 'retry-after': '9' }).end());
    await expect(office.perform(draft)).rejects.toMatchObject({
      type: 'MODEL_RATE_LIMITED',
      nextRetryDelay: 9_000,
    });
  });

  it('with a wrong key is final', async () => {
    office.web.answer((response) => response.writeHead(401).end());
    await expect(office.perform(draft)).rejects.toMatchObject({ type: 'MODEL_AUTH', nonRetryable: true });
  });

  it('beats while it lasts and ends when the run is cancelled', async () => {
    const arrived = new Promise<void>((done) => office.web.answer(() => done()));
    const environment = anEnvironment();
    const beat = new Promise((resolve) => environment.once('heartbeat', resolve));
    const call = office.perform(draft, 1, environment);
    await arrived;
    await beat;
    environment.cancel('CANCELLED');
    await expect(call).rejects.toMatchObject({ name: 'CancelledFailure' });
  });
});
