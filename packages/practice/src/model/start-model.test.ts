import { createModel } from '@dayshift/ai';
import { createEgress } from '@dayshift/egress';
import OpenAI from 'openai';
import { expect, it } from 'vitest';
import { afterwards, anOffice } from '../test-office.ts';

const mail = `Charged twice

Hello,

order 10442 was charged twice. Please refund the 49.00 EUR.

Kind regards
Lena Sample`;

const schema = {
  type: 'object',
  properties: {
    intent: { type: 'string', enum: ['how_to', 'billing', 'complaint', 'other'] },
    urgency: { type: 'integer', minimum: 1, maximum: 4 },
    amount: { type: ['number', 'null'] },
    currency: { type: ['string', 'null'] },
    orderNumber: { type: ['string', 'null'] },
    confidence: { type: 'number', minimum: 0, maximum: 1 },
    suspicious: { type: 'boolean' },
    reason: { type: 'string' },
  },
  required: ['intent', 'urgency', 'amount', 'currency', 'orderNumber', 'confidence', 'suspicious', 'reason'],
  additionalProperties: false,
};

async function aClient() {
  const practice = await anOffice();
  const client = new OpenAI({ baseURL: practice.urls.model, apiKey: 'practice', maxRetries: 0 });
  return { practice, client };
}

/** Dayshift's own way to ask, which checks the answer against the schema and repairs it once. */
async function aModel(name: string, options: { timeoutMs?: number } = {}) {
  const practice = await anOffice();
  const egress = createEgress({ allowedPrivateHosts: [new URL(practice.urls.model).host] });
  afterwards(egress.close);
  return createModel({ baseUrl: practice.urls.model, name, egress, isPractice: true, ...options });
}

const extraction = { system: 'A customer wrote this mail.', text: mail, schema };

it('facts come out of a mail in the shape asked for, each time the same', async () => {
  const model = await aModel('practice-model');
  const { value, repaired, usage } = await model.extract(extraction);
  expect(value).toMatchObject({
    intent: 'billing',
    urgency: 2,
    amount: 49,
    currency: 'EUR',
    orderNumber: '10442',
    suspicious: false,
    reason: 'The customer asks for money back: "Charged twice"',
  });
  expect(repaired).toBe(false);
  expect(usage?.inputTokens).toBeGreaterThan(40);
  expect(usage?.outputTokens).toBeGreaterThan(20);
  expect(await model.extract(extraction)).toEqual({ value, repaired, usage });
});

it('a model that knows no json_schema reads the shape out of the instructions', async () => {
  const model = await aModel('practice-no-json-schema');
  expect(await model.extract(extraction)).toMatchObject({
    value: { intent: 'billing', amount: 49 },
    repaired: false,
  });
});

it('a wrong shape is put right when the model is told', async () => {
  const model = await aModel('practice-wrong-schema-once');
  expect(await model.extract(extraction)).toMatchObject({ value: { intent: 'billing' }, repaired: true });
});

it.each([
  ['practice-nonsense', 'MODEL_ANSWER_INVALID'],
  ['practice-too-much', 'MODEL_ANSWER_TOO_LONG'],
  ['practice-nothing', 'MODEL_ANSWER_EMPTY'],
  ['practice-429', 'MODEL_RATE_LIMITED'],
  ['practice-who', 'MODEL_REQUEST_REFUSED'],
])('%s fails as %s', async (name, code) => {
  const model = await aModel(name);
  await expect(model.extract(extraction)).rejects.toMatchObject({ code });
});

it('practice-hang never answers, and practice-429 says when to come back', async () => {
  const hanging = await aModel('practice-hang', { timeoutMs: 200 });
  await expect(hanging.extract(extraction)).rejects.toMatchObject({ code: 'MODEL_TIMEOUT' });
  const busy = await aModel('practice-429');
  await expect(busy.draft({ system: '', prompt: mail })).rejects.toMatchObject({ retryAfterSeconds: 1 });
});

it('an answer to a how-to says what the article says and cites it', async () => {
  const model = await aModel('practice-model');
  const articles = [
    {
      id: 'KB-105',
      title: 'How a refund is paid back',
      text: 'A refund goes back the way the order was paid.',
    },
    { id: 'KB-101', title: 'Change the delivery address', text: 'Press "Change address" in your account.' },
  ];
  const { text } = await model.draft({
    system:
      'Answer the customer from the articles only. Cite them. Never promise a refund. If they do not answer it, say that a colleague will.',
    prompt: `Mail from Polly Placeholder:\nHow do I change the delivery address?\n\nThanks\nPolly Placeholder\n\nArticles:\n${JSON.stringify(articles)}`,
  });
  expect(text).toMatch(/^Hello Polly,\n/);
  expect(text).toContain('Press "Change address" in your account. [KB-101]');
  expect(text).not.toMatch(/refund/i);
});

it('a German mail is answered in German', async () => {
  const model = await aModel('practice-model');
  const { text } = await model.draft({
    system: 'Tell the customer that the money was refunded.',
    prompt: `Bitte erstatten Sie mir 19,90 Euro für die Bestellung 10451.\n\nFreundliche Grüße\nMara Muster`,
  });
  expect(text).toContain('Guten Tag Mara Muster,');
  expect(text).toContain('Wir haben 19,90 EUR erstattet.');
});

it('without an article nothing is made up', async () => {
  const model = await aModel('practice-model');
  const { text } = await model.draft({
    system: 'Answer.',
    prompt: 'How do I paint the lamp green?\n\nArticles: []',
  });
  expect(text).toContain('a colleague is looking into it');
});

it('a limit of tokens cuts the answer off and says so', async () => {
  const { client } = await aClient();
  const messages = [{ role: 'user' as const, content: mail }];
  const answer = await client.chat.completions.create({ model: 'practice-model', messages, max_tokens: 5 });
  expect(answer.choices[0]?.finish_reason).toBe('length');
  expect(answer.usage?.completion_tokens).toBeLessThanOrEqual(5);
});

it('a streamed answer is the same as the one in one piece, with what it cost', async () => {
  const { client } = await aClient();
  const request = {
    model: 'practice-model',
    messages: [{ role: 'user' as const, content: mail }],
  };
  const whole = await client.chat.completions.create(request);
  const stream = client.chat.completions.stream({ ...request, stream_options: { include_usage: true } });
  let pieces = 0;
  for await (const chunk of stream) if (chunk.choices[0]?.delta.content) pieces += 1;
  const streamed = await stream.finalChatCompletion();
  expect(pieces).toBeGreaterThan(10);
  expect(streamed.choices[0]?.message.content).toBe(whole.choices[0]?.message.content);
  expect(streamed.choices[0]?.finish_reason).toBe('stop');
  expect(streamed.usage).toEqual(whole.usage);
});

const tools: OpenAI.ChatCompletionTool[] = [
  { type: 'function', function: { name: 'find_weather', parameters: { type: 'object', properties: {} } } },
  {
    type: 'function',
    function: {
      name: 'refund_order',
      parameters: {
        type: 'object',
        properties: { order: { type: 'string' }, amount: { type: 'number' }, currency: { type: 'string' } },
        required: ['order', 'amount', 'currency'],
      },
    },
  },
];

it('a tool the mail speaks of is called once, then comes the answer', async () => {
  const { client } = await aClient();
  const messages: OpenAI.ChatCompletionMessageParam[] = [
    { role: 'system', content: 'Tell the customer that the money was refunded.' },
    { role: 'user', content: mail },
  ];
  const first = await client.chat.completions.create({ model: 'practice-model', messages, tools });
  const [choice] = first.choices;
  expect(choice).toMatchObject({ finish_reason: 'tool_calls', message: { content: null } });
  const [call] = choice?.message.tool_calls ?? [];
  if (call?.type !== 'function') throw new Error('No tool was called.');
  expect(call.function.name).toBe('refund_order');
  expect(JSON.parse(call.function.arguments)).toEqual({ order: '10442', amount: 49, currency: 'EUR' });

  const followed: OpenAI.ChatCompletionMessageParam[] = [
    ...messages,
    { role: 'assistant', tool_calls: [call] },
    { role: 'tool', tool_call_id: call.id, content: '{"id":"R-1001","amount":49,"currency":"EUR"}' },
  ];
  const second = await client.chat.completions.create({ model: 'practice-model', messages: followed, tools });
  expect(second.choices[0]?.message.content).toContain('We have refunded 49.00 EUR.');

  const stream = client.chat.completions.stream({ model: 'practice-model', messages, tools });
  const streamed = await stream.finalChatCompletion();
  expect(streamed.choices[0]?.message.tool_calls).toMatchObject([{ id: call.id, function: call.function }]);
});

it('a demanded tool is called whatever the text says', async () => {
  const { client } = await aClient();
  const answer = await client.chat.completions.create({
    model: 'practice-model',
    messages: [{ role: 'user', content: mail }],
    tools,
    tool_choice: { type: 'function', function: { name: 'find_weather' } },
  });
  expect(answer.choices[0]?.message.tool_calls).toMatchObject([
    { function: { name: 'find_weather', arguments: '{}' } },
  ]);
});

it('the list of models names the practice model, and a bad request says which part is bad', async () => {
  const { practice, client } = await aClient();
  const names = [];
  for await (const model of client.models.list()) names.push(model.id);
  expect(names).toEqual(['practice-model']);
  const answer = await fetch(`${practice.urls.model}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'practice-model', messages: [{ role: 'user', content: 7 }] }),
  });
  expect([answer.status, await answer.json()]).toMatchObject([
    400,
    { error: { type: 'invalid_request_error', param: 'messages.0.content' } },
  ]);
});

it('an answer takes a while as a model does, the same while for the same prompt', async () => {
  const practice = await anOffice({ modelLatency: { fromMs: 150, toMs: 151 } });
  const client = new OpenAI({ baseURL: practice.urls.model, apiKey: 'practice', maxRetries: 0 });
  const began = performance.now();
  await client.chat.completions.create({
    model: 'practice-model',
    messages: [{ role: 'user', content: mail }],
  });
  expect(performance.now() - began).toBeGreaterThan(140);
});
