import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEgress } from '@dayshift/egress';
import type { Json, JsonSchema } from '@dayshift/model';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createModel, type Meter, type ModelOptions, tookOf } from './index.ts';

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

type Asked = {
  headers: NodeJS.Dict<string | string[]>;
  body: Record<string, Json> & { messages: { content: string }[] };
};
type Reply = (response: ServerResponse, asked: Asked) => void;

/** A server that speaks chat completions: the replies in order, the last one again and again. */
async function aModelServer(...replies: Reply[]) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const question: Asked = { headers: request.headers, body: JSON.parse(text) };
    asked.push(question);
    replies[Math.min(asked.length, replies.length) - 1]?.(response, question);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo; // a TCP server has a port
  const egress = createEgress({ allowedPrivateHosts: [`127.0.0.1:${port}`] });
  open.push(egress.close, () => {
    server.closeAllConnections();
    server.close();
  });
  const model = (options: Partial<ModelOptions> = {}) =>
    createModel({
      baseUrl: `http://127.0.0.1:${port}/v1`,
      name: 'local-1',
      egress,
      isPractice: false,
      ...options,
    });
  return { asked, model };
}

const json = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

const says =
  (content: string | null, more: Record<string, unknown> = {}): Reply =>
  (response) =>
    json(response, 200, {
      choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop', ...more }],
      usage: { prompt_tokens: 100, completion_tokens: 20 },
    });
const fails =
  (status: number, message = 'no', headers: Record<string, string> = {}, code?: string): Reply =>
  (response) =>
    json(response, status, { error: { message, code } }, headers);
const refusesFormat =
  (...known: string[]): Reply =>
  (response, asked) => {
    const type = (asked.body.response_format as { type: string } | undefined)?.type ?? 'plain';
    if (known.includes(type)) says('{"intent":"refund"}')(response, asked);
    else json(response, 400, { error: { message: `response_format ${type} is not supported` } });
  };

const schema: JsonSchema = {
  type: 'object',
  properties: { intent: { enum: ['refund', 'how-to'] } },
  required: ['intent'],
  additionalProperties: false,
};
const request = { system: 'Read the mail.', text: 'Give me my money back.', schema };

describe('extracting', () => {
  it('asks for the schema and returns the checked value with what it took', async () => {
    const { asked, model } = await aModelServer(says('{"intent":"refund"}'));
    const answer = await model().extract(request);
    expect(answer).toEqual({
      value: { intent: 'refund' },
      repaired: false,
      usage: { inputTokens: 100, outputTokens: 20 },
    });
    expect(asked[0]?.body.response_format).toEqual({
      type: 'json_schema',
      json_schema: { name: 'answer', schema, strict: true },
    });
  });

  it.each([
    ['in a code fence', 'Here you are:\n```json\n{"intent":"refund"}\n```'],
    ['inside a sentence', 'The answer is {"intent":"refund"}, I think.'],
    ['after thinking aloud', '<think>{"intent": "how-to"}?</think>{"intent":"refund"}'],
  ])('finds JSON %s', async (_where, text) => {
    const { asked, model } = await aModelServer(says(text));
    expect(await model().extract(request)).toMatchObject({ value: { intent: 'refund' }, repaired: false });
    expect(asked).toHaveLength(1);
  });

  it('tells the model once what was wrong and takes the corrected answer', async () => {
    const { asked, model } = await aModelServer(says('{"intent":"party"}'), says('{"intent":"how-to"}'));
    const answer = await model().extract(request);
    expect(answer).toMatchObject({
      value: { intent: 'how-to' },
      repaired: true,
      usage: { inputTokens: 200 },
    });
    expect(asked[1]?.body.messages.at(-1)?.content).toContain(
      'answer/intent must be equal to one of the allowed values',
    );
  });

  it('fails by name when the correction is wrong too', async () => {
    const { asked, model } = await aModelServer(says('blue bananas'));
    await expect(model().extract(request)).rejects.toMatchObject({
      code: 'MODEL_ANSWER_INVALID',
      isRetryable: false,
      usage: { inputTokens: 200, outputTokens: 40 },
      details: { problem: 'the answer is not JSON', answer: 'blue bananas' },
    });
    expect(asked).toHaveLength(2);
  });

  it.each([['json_object', 'plain'], ['plain']])(
    'steps down to what the server knows (%s) and remembers it',
    async (...known) => {
      const { asked, model } = await aModelServer(refusesFormat(...known));
      const it = model();
      expect((await it.extract(request)).value).toEqual({ intent: 'refund' });
      const detour = asked.length;
      expect(detour).toBe(known.length === 2 ? 2 : 3);
      expect(asked.at(-1)?.body.messages[0]?.content).toContain('"how-to"');
      await it.extract(request);
      expect(asked).toHaveLength(detour + 1);
    },
  );

  it('does not hide a request that is wrong in every way', async () => {
    const { asked, model } = await aModelServer(fails(400, 'no such thing'));
    await expect(model().extract(request)).rejects.toMatchObject({
      code: 'MODEL_REQUEST_REFUSED',
      isRetryable: false,
    });
    // Three formats, then without temperature 0, then the other two formats without it.
    expect(asked).toHaveLength(6);
    expect(
      new Set(asked.map(({ body }) => JSON.stringify([body.response_format, body.temperature]))).size,
    ).toBe(6);
  });

  const guarded = {
    ...request,
    schema: {
      type: 'object',
      properties: {
        confidence: { type: 'number', minimum: 0, maximum: 1 },
        tags: { type: 'array', items: { type: 'string', enum: ['gas', 'fire'] } },
        day: { type: ['string', 'null'], format: 'date' },
      },
    },
  };
  it.each([
    ['{"confidence":10439}', 'answer/confidence must be <= 1'],
    ['{"tags":["gas","water"]}', 'answer/tags/1 must be equal to one of the allowed values'],
    ['{"day":"next Tuesday"}', 'answer/day must match format "date"'],
    ['{"day":"2026-02-30"}', 'answer/day must match format "date"'],
  ])('does not take %s, which is out of bounds, and repairs it once', async (wrong, problem) => {
    const { asked, model } = await aModelServer(says(wrong), says('{"confidence":0.6,"day":"2026-02-28"}'));
    expect(await model().extract(guarded)).toMatchObject({ value: { confidence: 0.6 }, repaired: true });
    expect(asked[1]?.body.messages.at(-1)?.content).toContain(problem);
  });

  it('names a schema that cannot be used, before anybody is asked', async () => {
    const { asked, model } = await aModelServer(says('{}'));
    const broken = { ...request, schema: { type: 'objekt' } };
    await expect(model().extract(broken)).rejects.toMatchObject({
      code: 'MODEL_SCHEMA_INVALID',
      isRetryable: false,
    });
    expect(asked).toEqual([]);
  });

  it('never rounds a number that is too long to be one', async () => {
    const { model } = await aModelServer(says('{"id":7615917337495251231}'));
    const { value } = await model().extract({ ...request, schema: { type: 'object' } });
    expect(value).toEqual({ id: '7615917337495251231' });
  });

  it('drops a __proto__ key from an answer', async () => {
    const { model } = await aModelServer(says('{"a":{"__proto__":{"isAdmin":true}}}'));
    const { value } = await model().extract({ ...request, schema: { type: 'object' } });
    expect(JSON.stringify(value)).toBe('{"a":{}}');
  });
});

describe('drafting', () => {
  it('returns the text', async () => {
    const { asked, model } = await aModelServer(says('  Dear Ada,\nhello.  '));
    const answer = await model().draft({ system: 'Write.', prompt: 'A hello.', maxTokens: 50 });
    expect(answer).toMatchObject({
      text: 'Dear Ada,\nhello.',
      usage: { inputTokens: 100, outputTokens: 20 },
    });
    expect(asked[0]?.body).toMatchObject({ model: 'local-1', max_tokens: 50, stream: false });
  });

  it('has the list price at the original API alone: behind another address the same name is another bill', async () => {
    const { model } = await aModelServer(says('x'));
    expect(model({ name: 'gpt-4o' }).listPrice).toBeUndefined();
    const original = createModel({ name: 'gpt-4o-2024-08-06', isPractice: false, egress: { fetch } });
    expect(original.listPrice).toEqual({ input: 2.5, output: 10 });
  });

  it('says so when the server does not count tokens', async () => {
    const { model } = await aModelServer((response) =>
      json(response, 200, { choices: [{ message: { content: 'x' } }] }),
    );
    expect(await model().draft({ system: '', prompt: '' })).toMatchObject({ usage: null });
  });
});

describe('a parameter that the server refuses', () => {
  const refuses =
    (isRefused: (body: Asked['body']) => string | undefined, content: string): Reply =>
    (response, asked) => {
      const message = isRefused(asked.body);
      if (message === undefined) says(content)(response, asked);
      else json(response, 400, { error: { message } });
    };
  const maxTokens = (body: Asked['body']) =>
    'max_tokens' in body
      ? "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
      : undefined;
  const temperature = (body: Asked['body']) =>
    'temperature' in body
      ? "Unsupported value: 'temperature' does not support 0 with this model."
      : undefined;
  const either = (body: Asked['body']) => maxTokens(body) ?? temperature(body);
  const without = (words: string, isRefused: typeof either) => (body: Asked['body']) =>
    isRefused(body) === undefined ? undefined : words;

  it.each([
    ['max_tokens', maxTokens, 2, { max_completion_tokens: 50, temperature: 0 }],
    ['temperature', temperature, 2, { max_tokens: 50 }],
    ['both, one after the other', either, 3, { max_completion_tokens: 50 }],
    ['both, without saying what it means', without('Bad request', either), 3, { max_completion_tokens: 50 }],
  ])('is stepped down and remembered at any address: %s', async (_what, isRefused, detour, sent) => {
    const { asked, model } = await aModelServer(refuses(isRefused, 'Dear Ada'));
    const it = model();
    const draft = { system: 'Write.', prompt: 'A hello.', maxTokens: 50 };
    expect((await it.draft(draft)).text).toBe('Dear Ada');
    expect(asked).toHaveLength(detour);
    await it.draft(draft);
    expect(asked).toHaveLength(detour + 1);
    const {
      model: _model,
      messages: _messages,
      stream: _stream,
      ...parameters
    } = (asked.at(-1) as Asked).body; // it was asked: counted above
    expect(parameters).toEqual(sent);
  });

  it.each([
    ['by name', either],
    ['without a name', without('Bad request', either)],
  ])(
    'is stepped down for an extraction without losing the format the server knows, %s',
    async (_what, isRefused) => {
      const { asked, model } = await aModelServer(refuses(isRefused, '{"intent":"refund"}'));
      expect((await model().extract(request)).value).toEqual({ intent: 'refund' });
      expect(asked.at(-1)?.body).toMatchObject({ response_format: { type: 'json_schema' } });
      expect(asked.at(-1)?.body).not.toHaveProperty('temperature');
    },
  );

  it('is no reason to ask a second time for a text that is too long', async () => {
    const { asked, model } = await aModelServer(fails(400, 'maximum context length is 4096, max_tokens …'));
    await expect(model().draft({ system: '', prompt: 'x', maxTokens: 5 })).rejects.toMatchObject({
      code: 'MODEL_REQUEST_REFUSED',
    });
    expect(asked).toHaveLength(1);
  });
});

describe('an answer that is written in another way', () => {
  it.each([
    ['thoughts without an opening mark', 'Let me think about the customer...</think>\nDear Ada,'],
    ['thoughts in several goes', '<think>a</think>no<think>b</think>Dear Ada,'],
    [
      'parts',
      [
        { type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] },
        { type: 'text', text: 'Dear ' },
        { type: 'text', text: 'Ada,' },
      ],
    ],
  ])('is read: %s', async (_what, content) => {
    const { model } = await aModelServer(says(null, { message: { content } }));
    expect((await model().draft({ system: '', prompt: '' })).text).toBe('Dear Ada,');
  });

  it.each([
    ['after thoughts that hold JSON too', 'let me see {"intent":"how-to"}</think>\n{"intent":"refund"}'],
    [
      'in parts',
      [
        { type: 'text', text: '{"intent":' },
        { type: 'text', text: '"refund"}' },
      ],
    ],
    ['that quotes the mark of thoughts', '{"intent":"refund","why":"it says </think> there"}'],
  ])('is read as JSON %s', async (_what, content) => {
    const { asked, model } = await aModelServer(says(null, { message: { content } }));
    const open = { ...request, schema: { ...schema, additionalProperties: true } };
    expect((await model().extract(open)).value).toMatchObject({ intent: 'refund' });
    expect(asked).toHaveLength(1);
  });
});

describe('a model that does not answer as it should', () => {
  const hang: Reply = () => undefined;
  const cases: [string, Reply, object][] = [
    ['nothing', says(''), { code: 'MODEL_ANSWER_EMPTY', isRetryable: false }],
    ['null', says(null), { code: 'MODEL_ANSWER_EMPTY' }],
    ['only thoughts', says('<think>hm</think>'), { code: 'MODEL_ANSWER_EMPTY' }],
    ['no choices', (response) => json(response, 200, { choices: [] }), { code: 'MODEL_ANSWER_EMPTY' }],
    ['another protocol', (response) => json(response, 200, { hello: 1 }), { code: 'MODEL_ANSWER_INVALID' }],
    [
      'broken JSON',
      (r) => r.writeHead(200, { 'content-type': 'application/json' }).end('{"cho'),
      { code: 'MODEL_ANSWER_INVALID' },
    ],
    [
      'a web page',
      (r) => r.writeHead(200, { 'content-type': 'text/html' }).end('<h1>hi</h1>'),
      { code: 'MODEL_ANSWER_INVALID' },
    ],
    ['more than the limit', says('x'.repeat(3_000)), { code: 'MODEL_ANSWER_TOO_LONG', isRetryable: false }],
    ['a flood', says('x'.repeat(300_000)), { code: 'MODEL_ANSWER_TOO_LONG' }],
    [
      'a cut-off text',
      says('Dear', { finish_reason: 'length' }),
      { code: 'MODEL_ANSWER_TOO_LONG', isRetryable: false },
    ],
    ['thoughts that never end', says('<think>Who is she? Perhaps'), { code: 'MODEL_ANSWER_EMPTY' }],
    [
      'a call of a tool',
      says(null, {
        message: { content: 'I look her up.', tool_calls: [{ function: { name: 'find', arguments: '{}' } }] },
      }),
      {
        code: 'MODEL_ASKED_FOR_TOOL',
        isRetryable: false,
        message: expect.stringContaining(
          'asked to use the tool "find" instead of answering, but no tool was offered',
        ),
        usage: { inputTokens: 100, outputTokens: 20 },
      },
    ],
    [
      'a filter',
      fails(400, 'The prompt was filtered', {}, 'content_filter'),
      { code: 'MODEL_REFUSED', isRetryable: false },
    ],
    [
      'a refusal',
      says(null, { message: { refusal: 'I will not.' } }),
      { code: 'MODEL_REFUSED', isRetryable: false },
    ],
    ['401', fails(401), { code: 'MODEL_AUTH', isRetryable: false }],
    ['403', fails(403), { code: 'MODEL_AUTH', isRetryable: false }],
    ['404', fails(404, 'model not found'), { code: 'MODEL_REQUEST_REFUSED', isRetryable: false }],
    [
      '429',
      fails(429, 'slow down', { 'retry-after': '7' }),
      { code: 'MODEL_RATE_LIMITED', isRetryable: true, retryAfterSeconds: 7 },
    ],
    [
      '429 in ms',
      fails(429, '', { 'retry-after-ms': '1500' }),
      { code: 'MODEL_RATE_LIMITED', retryAfterSeconds: 2 },
    ],
    ['429 for days', fails(429, '', { 'retry-after': '999999' }), { retryAfterSeconds: 3_600 }],
    ['429 without a time', fails(429), { code: 'MODEL_RATE_LIMITED', retryAfterSeconds: undefined }],
    [
      'an empty account',
      fails(429, '', {}, 'insufficient_quota'),
      { code: 'MODEL_QUOTA', isRetryable: false },
    ],
    ['500', fails(500), { code: 'MODEL_UNAVAILABLE', isRetryable: true }],
    ['503', fails(503, '', { 'retry-after': '3' }), { code: 'MODEL_UNAVAILABLE', retryAfterSeconds: 3 }],
    ['a dropped line', (response) => response.destroy(), { code: 'MODEL_UNAVAILABLE', isRetryable: true }],
    ['silence', hang, { code: 'MODEL_TIMEOUT', isRetryable: true }],
  ];

  it.each(cases)('answering with %s fails by name, after one request', async (_what, reply, expected) => {
    const { asked, model } = await aModelServer(reply);
    const call = model({ timeoutMs: 2_000, maxAnswerBytes: 2_000 }).draft({ system: '', prompt: 'x' });
    await expect(call).rejects.toMatchObject({ name: 'ModelError', ...expected });
    expect(asked).toHaveLength(1);
  });

  it('is given one deadline for the first answer and its correction together', async () => {
    const { asked, model } = await aModelServer(says('nonsense'), hang);
    await expect(model({ timeoutMs: 300 }).extract(request)).rejects.toMatchObject({ code: 'MODEL_TIMEOUT' });
    expect(asked).toHaveLength(2);
  });

  it('has all the time the caller gives it, and is cut off in the middle of its answer after that', async () => {
    const half: Reply = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"choices":');
    };
    const { model } = await aModelServer(half);
    const it = model();
    await expect(it.draft({ system: '', prompt: '', timeoutMs: 250 })).rejects.toMatchObject({
      code: 'MODEL_TIMEOUT',
      message: expect.stringContaining('0.25 seconds'),
    });
  });

  it('is not cut off before the time the caller allows is over', async () => {
    const { model } = await aModelServer(says('x'));
    const timeout = vi.spyOn(AbortSignal, 'timeout');
    await model().draft({ system: '', prompt: '', timeoutMs: 150_000 });
    const shortestMs = Math.min(...timeout.mock.calls.map(([ms]) => ms));
    timeout.mockRestore();
    expect(shortestMs).toBe(150_000);
  });

  it('may be given less time for one answer than it has in general', async () => {
    const { model } = await aModelServer(hang);
    const call = model().draft({ system: '', prompt: 'x', timeoutMs: 200 });
    await expect(call).rejects.toMatchObject({
      code: 'MODEL_TIMEOUT',
      message: expect.stringContaining('0.2 seconds'),
    });
  });

  it("is left alone when the caller cancels, with the caller's own reason", async () => {
    const { model } = await aModelServer(hang);
    const controller = new AbortController();
    const call = model().draft({ system: '', prompt: '', signal: controller.signal });
    controller.abort(new Error('run cancelled'));
    await expect(call).rejects.toThrow('run cancelled');
  });

  it('cannot sit on an address that is not granted', async () => {
    const egress = createEgress();
    open.push(egress.close);
    const model = createModel({ baseUrl: 'http://169.254.169.254/v1', name: 'm', egress, isPractice: false });
    await expect(model.draft({ system: '', prompt: '' })).rejects.toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      isRetryable: false,
    });
  });
});

describe('a meter', () => {
  function aMeter() {
    const bounds: { inputTokens: number; outputTokens: number }[] = [];
    const took: unknown[] = [];
    const meter: Meter = async (bound, ask) => {
      bounds.push(bound);
      try {
        const answer = await ask();
        took.push(answer.usage);
        return answer;
      } catch (error) {
        took.push(tookOf(error));
        throw error;
      }
    };
    return { meter, bounds, took };
  }

  it('stands before the first answer and its correction, with a bound for what each can take', async () => {
    const { model } = await aModelServer(says('{"intent":"party"}'), says('{"intent":"how-to"}'));
    const { meter, bounds, took } = aMeter();
    await model().extract({ ...request, maxTokens: 500, meter });
    expect(took).toEqual([
      { inputTokens: 100, outputTokens: 20 },
      { inputTokens: 100, outputTokens: 20 },
    ]);
    expect(bounds.map(({ outputTokens }) => outputTokens)).toEqual([500, 500]);
    expect(bounds[0]?.inputTokens).toBeGreaterThan(request.text.length);
    expect(bounds[1]?.inputTokens).toBeGreaterThan(bounds[0]?.inputTokens ?? 0);
  });

  it('keeps the model from being asked', async () => {
    const { asked, model } = await aModelServer(says('{"intent":"how-to"}'));
    const meter: Meter = () => Promise.reject(new Error('no money left'));
    await expect(model().extract({ ...request, meter })).rejects.toThrow('no money left');
    expect(asked).toEqual([]);
  });

  it.each([
    [
      'an answer that is cut off',
      says('Dear', { finish_reason: 'length' }),
      { inputTokens: 100, outputTokens: 20 },
    ],
    ['an empty answer', says(''), { inputTokens: 100, outputTokens: 20 }],
    ['a refusal by status', fails(429), 'nothing'],
    ['a line dropped after the request', (response: ServerResponse) => response.destroy(), 'unknown'],
    ['silence', () => undefined, 'unknown'],
  ] as [string, Reply, unknown][])('is told what %s took', async (_what, reply, expected) => {
    const { model } = await aModelServer(reply);
    const { meter, took } = aMeter();
    const call = model({ timeoutMs: 300 }).draft({ system: '', prompt: 'x', meter });
    await expect(call).rejects.toMatchObject({ name: 'ModelError' });
    expect(took).toEqual([expected]);
  });

  it('is told that a server nobody reached took nothing', async () => {
    const egress = createEgress({ allowedPrivateHosts: ['127.0.0.1:9'] });
    open.push(egress.close);
    const { meter, took } = aMeter();
    const model = createModel({ baseUrl: 'http://127.0.0.1:9/v1', name: 'm', egress, isPractice: false });
    await expect(model.draft({ system: '', prompt: '', meter })).rejects.toMatchObject({
      code: 'MODEL_UNAVAILABLE',
    });
    expect(took).toEqual(['nothing']);
  });
});
