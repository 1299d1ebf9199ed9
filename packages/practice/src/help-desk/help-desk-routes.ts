import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { StateFile } from '../storage/state-file.ts';
import { answerOnce } from './answer-once.ts';
import { customers } from './customers.ts';
import { findArticles } from './find-articles.ts';
import { refuse } from './help-desk-refusal.ts';
import type { HelpDeskState, Refund, Ticket } from './help-desk-state.ts';
import { type Order, orders } from './orders.ts';
import { judgeRefund, leftOf, refundRequestSchema } from './refund-order.ts';

const dayMs = 86_400_000;
const emailQuery = z.object({ email: z.string().max(320).optional() });
const articleQuery = z.object({
  query: z.string().max(20_000).default(''),
  limit: z.coerce.number().int().min(1).max(20).default(3),
});
const ticketRequestSchema = z.strictObject({
  email: z.string().min(1).max(320),
  subject: z.string().min(1).max(500),
  text: z.string().max(100_000).default(''),
  kind: z.string().max(40).nullish(),
  priority: z.number().int().min(1).max(4).nullish(),
});

/** The help desk's API. Looking somebody up never fails: a stranger is `null` or an empty list. */
export function addHelpDeskRoutes(app: FastifyInstance, file: StateFile<HelpDeskState>): void {
  const { state } = file;
  const shownOrder = ({ orderedDaysAgo, ...order }: Order) => ({
    ...order,
    orderedOn: new Date(Date.now() - orderedDaysAgo * dayMs).toISOString().slice(0, 10),
    leftToRefund: leftOf(order, state.refunds) / 100,
  });

  app.get('/customers', async (request) => {
    const { email: asked } = parse(emailQuery, request.query);
    if (asked === undefined) return { customers };
    const email = addressIn(asked);
    return { customer: customers.find((customer) => customer.email === email) ?? null };
  });

  app.get('/orders', async (request) => {
    const { email: asked } = parse(emailQuery, request.query);
    const found = asked === undefined ? orders : orders.filter(({ email }) => email === addressIn(asked));
    return { orders: found.map(shownOrder) };
  });

  app.get<{ Params: { number: string } }>('/orders/:number', async ({ params }) => {
    const order = orders.find(({ number }) => number === params.number);
    if (!order) throw refuse(404, `there is no order ${params.number}`, { field: 'order' });
    return { order: shownOrder(order) };
  });

  app.get('/articles', async (request) => {
    const { query, limit } = parse(articleQuery, request.query);
    return { articles: findArticles(query, limit) };
  });

  app.get('/refunds', async () => ({ refunds: [...state.refunds].reverse() }));
  app.get('/tickets', async () => ({ tickets: [...state.tickets].reverse() }));

  app.post('/refunds', async (request, reply) => {
    const wanted = parse(refundRequestSchema, request.body);
    return once(request, reply, wanted, () => {
      judgeRefund(wanted, state.refunds);
      const refund: Refund = {
        id: `R-${1001 + state.refunds.length}`,
        order: wanted.order,
        amount: wanted.amount,
        currency: wanted.currency,
        reason_code: wanted.reason_code || null,
        note: wanted.note ?? null,
        idempotency_key: keyOf(request) ?? null,
        createdAt: new Date().toISOString(),
      };
      state.refunds.push(refund);
      return { refund };
    });
  });

  app.post('/tickets', async (request, reply) => {
    const wanted = parse(ticketRequestSchema, request.body);
    // Unlike refunds: each request opens a ticket, as in many a real system.
    const ticket: Ticket = {
      id: `T-${2001 + state.tickets.length}`,
      ...{ email: wanted.email, subject: wanted.subject, text: wanted.text },
      kind: wanted.kind ?? null,
      priority: wanted.priority ?? null,
      state: 'open',
      createdAt: new Date().toISOString(),
    };
    state.tickets.push(ticket);
    await file.save();
    return reply.code(201).send({ ticket });
  });

  async function once(
    request: FastifyRequest,
    reply: FastifyReply,
    wanted: object,
    work: () => { refund: Refund },
  ) {
    const asked = [request.routeOptions.url, wanted];
    const answer = await answerOnce(file, keyOf(request), asked, () => ({ status: 201, body: work() }));
    if (answer.isRepeated) reply.header('idempotency-replayed', 'true');
    return reply.code(answer.status).send(answer.body);
  }
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys : [];
  const field = [...(issue?.path ?? []), ...unknown.slice(0, 1)].join('.');
  throw refuse(400, issue?.message ?? 'the request cannot be read', field ? { field } : {});
}

function keyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  return typeof key === 'string' && key !== '' ? key.slice(0, 500) : undefined;
}

/** The address of `Name <address>` or of a plain one, as the help desk writes addresses. */
function addressIn(text: string): string {
  return (/<([^<>]+)>/.exec(text)?.[1] ?? text).trim().toLowerCase();
}
