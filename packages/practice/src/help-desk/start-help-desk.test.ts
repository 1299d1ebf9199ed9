import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { Practice } from '../start-practice.ts';
import { aFolder, anOffice } from '../test-office.ts';

// Whatever came: each test says what it expects of it.
type Answer = Record<string, unknown>;

async function get(practice: Practice, address: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${practice.urls.helpDesk}${address}`, { headers });
  return { status: answer.status, body: (await answer.json()) as Answer };
}

async function post(practice: Practice, address: string, body: unknown, key?: string) {
  const answer = await fetch(`${practice.urls.helpDesk}${address}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key ? { 'idempotency-key': key } : {}) },
    body: JSON.stringify(body),
  });
  const isRepeated = answer.headers.get('idempotency-replayed') === 'true';
  return { status: answer.status, isRepeated, body: (await answer.json()) as Answer };
}

const small = { order: '10423', amount: 24.9, currency: 'EUR' };
const business = { order: '10442', amount: 49, currency: 'EUR' };

it('a customer and their orders are found by address, however it is written', async () => {
  const practice = await anOffice();
  const address = encodeURIComponent('Fern Fictional <FERN@example.org>');
  expect(await get(practice, `/customers?email=${address}`)).toMatchObject({
    status: 200,
    body: { customer: { id: 'C-1002', name: 'Fern Fictional' } },
  });
  const { body } = await get(practice, '/orders?email=fern@example.org');
  expect(body).toMatchObject({ orders: [{ number: '10423', total: 24.9 }, { number: '10425' }] });
});

it('a stranger is nobody, not an error, so that the playbook goes on', async () => {
  const practice = await anOffice();
  expect(await get(practice, '/customers?email=who@example.com')).toEqual({
    status: 200,
    body: { customer: null },
  });
  expect(await get(practice, '/orders?email=')).toEqual({ status: 200, body: { orders: [] } });
});

it('an order that does not exist is an error', async () => {
  const practice = await anOffice();
  expect(await get(practice, '/orders/99999')).toMatchObject({ status: 404, body: { field: 'order' } });
  const refund = await post(practice, '/refunds', { ...small, order: '99999' });
  expect(refund).toMatchObject({ status: 404, body: { field: 'order' } });
});

it.each([
  ['How do I change the delivery address?', 'KB-101'],
  ['Wie kann ich die Lampe neu koppeln?', 'KB-202'],
  ['Where is the receipt as a PDF?\n\n> I want to change my delivery address', 'KB-103'],
])('articles are found by what people write: %s', async (query, id) => {
  const practice = await anOffice();
  const { body } = await get(practice, `/articles?query=${encodeURIComponent(query)}`);
  expect(body).toHaveProperty('articles.0.id', id);
});

it('a whole long mail can be what an article is looked for with', async () => {
  const practice = await anOffice();
  const query = encodeURIComponent(`Wie kann ich die Lampe koppeln? ${'Grüße '.repeat(2_000)}`);
  const { status, body } = await get(practice, `/articles?limit=1&query=${query}`);
  expect(status).toBe(200);
  expect(body).toHaveProperty('articles.0.id', 'KB-202');
});

it('a refund with the same key is made once and answered the same', async () => {
  const practice = await anOffice();
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => post(practice, '/refunds', small, 'key-1')),
  );
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
  expect(answers.filter(({ isRepeated }) => !isRepeated)).toHaveLength(1);
  const { body } = await get(practice, '/refunds');
  expect(body).toMatchObject({ refunds: [{ ...small, idempotency_key: 'key-1' }] });
});

it('the same key for something else is a conflict', async () => {
  const practice = await anOffice();
  await post(practice, '/refunds', { ...small, amount: 10 }, 'key-1');
  expect(await post(practice, '/refunds', { ...small, amount: 11 }, 'key-1')).toMatchObject({ status: 409 });
});

it('a business order is refunded only with a reason, and the corrected request may use the same key', async () => {
  const practice = await anOffice();
  expect(await post(practice, '/refunds', business, 'key-1')).toEqual({
    status: 422,
    isRepeated: false,
    body: {
      error: 'reason_code missing',
      field: 'reason_code',
      allowed: ['charged_twice', 'damaged', 'late', 'returned', 'goodwill'],
    },
  });
  expect(await post(practice, '/refunds', { ...business, reason_code: 'whim' }, 'key-1')).toMatchObject({
    status: 422,
    body: { field: 'reason_code' },
  });
  const fixed = { ...business, reason_code: 'charged_twice' };
  expect(await post(practice, '/refunds', fixed, 'key-1')).toMatchObject({
    status: 201,
    body: { refund: { id: 'R-1001', ...fixed } },
  });
});

it('an order is not refunded beyond what was paid', async () => {
  const practice = await anOffice();
  expect((await post(practice, '/refunds', { ...small, amount: 14.9 })).status).toBe(201);
  expect(await post(practice, '/refunds', { ...small, amount: 10.01 })).toMatchObject({
    status: 422,
    body: { error: '10.00 EUR of order 10423 are left to refund', field: 'amount' },
  });
  expect((await post(practice, '/refunds', { ...small, amount: 10 })).status).toBe(201);
});

it.each([
  [{ ...small, amount: '24.90' }, 'amount'],
  [{ ...small, amount: -1 }, 'amount'],
  [{ ...small, speed: 'fast' }, 'speed'],
  [{ amount: 1, currency: 'EUR' }, 'order'],
])('a request that cannot be read names the field: %j', async (body, field) => {
  const practice = await anOffice();
  expect(await post(practice, '/refunds', body)).toMatchObject({ status: 400, body: { field } });
});

it('a ticket is opened by every request, for keys are honoured only where the page says so', async () => {
  const practice = await anOffice();
  const ticket = { email: 'tess@example.com', subject: 'E17' };
  for (const id of ['T-2001', 'T-2002'])
    expect(await post(practice, '/tickets', ticket, 'key-t')).toMatchObject({
      status: 201,
      body: { ticket: { id } },
    });
  const page = await (await fetch(practice.urls.helpDesk)).text();
  expect(page).toContain('honours Idempotency-Key');
  expect(page).toContain('every request opens a ticket');
});

it('refunds, tickets and used keys are still known after a restart', async () => {
  const dataDir = aFolder();
  const first = await anOffice({ dataDir });
  const ticket = { email: 'tess@example.com', subject: 'E17', kind: 'bug', priority: 2 };
  await post(first, '/tickets', ticket);
  const made = await post(first, '/refunds', small, 'key-r');
  await first.stop();
  const second = await anOffice({ dataDir });
  expect(await post(second, '/refunds', small, 'key-r')).toEqual({ ...made, isRepeated: true });
  expect((await get(second, '/refunds')).body.refunds).toHaveLength(1);
  expect((await get(second, '/tickets')).body.tickets).toHaveLength(1);
  const page = await (await fetch(second.urls.helpDesk)).text();
  expect(page).toContain('Practice help desk');
  expect(page).toContain('T-2001');
});

it('a request fails as often as it asks to', async () => {
  const practice = await anOffice();
  const statuses = [];
  for (let turn = 0; turn < 3; turn += 1) {
    statuses.push((await get(practice, '/articles?query=lamp&fail=503&times=2')).status);
  }
  expect(statuses).toEqual([503, 503, 200]);
  expect((await get(practice, '/articles', { 'x-practice-fail': 'fail=500' })).status).toBe(500);
});

it('a damaged file stops the start with its name', async () => {
  const dataDir = aFolder();
  writeFileSync(path.join(dataDir, 'help-desk.json'), '{');
  await expect(anOffice({ dataDir })).rejects.toThrow('help-desk.json');
});
