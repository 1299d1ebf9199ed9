import Fastify from 'fastify';

/** What reached the receiver. `key` is its Idempotency-Key. */
export interface ReceivedCall {
  key: string;
  path: string;
  body: unknown;
}

/**
 * A service at the other end that honours our idempotency key: a key it knows gets the first answer again and is applied once.
 * `POST /slow/:ms` answers after a while; `/silent` does its work and never answers; `/refuse` answers 422; `/flaky/:times` fails that often per key first.
 */
export async function startReceiver() {
  const app = Fastify();
  const applied = new Map<string, ReceivedCall>();
  const requests: ReceivedCall[] = [];
  const failures = new Map<string, number>();
  app.post('/slow/:ms', async (request) => {
    const { ms } = request.params as { ms: string };
    await new Promise((resolve) => setTimeout(resolve, Number(ms)));
    return apply(request.headers['idempotency-key'], request.url, request.body);
  });
  app.post('/silent', async (request, reply) => {
    apply(request.headers['idempotency-key'], request.url, request.body);
    // The work is done; whoever asked never hears of it.
    return reply.hijack();
  });
  app.post('/refuse', async (request, reply) => {
    note(request.headers['idempotency-key'], request.url, request.body);
    return reply.code(422).send({ error: 'reason_code missing' });
  });
  app.post('/flaky/:times', async (request, reply) => {
    const key = String(request.headers['idempotency-key']);
    const count = failures.get(key) ?? 0;
    failures.set(key, count + 1);
    if (count < Number((request.params as { times: string }).times))
      return reply.code(503).send({ error: 'try later' });
    return apply(key, request.url, request.body);
  });
  app.post('/*', async (request) => apply(request.headers['idempotency-key'], request.url, request.body));
  app.get('/*', async (request) => ({ path: request.url }));
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    host: new URL(url).host,
    /** Effects, each once. */
    applied,
    /** Every request, repeats included. */
    requests,
    stop: () => app.close(),
  };

  function note(key: unknown, path: string, body: unknown): ReceivedCall {
    const call = { key: String(key), path, body };
    requests.push(call);
    return call;
  }

  function apply(key: unknown, path: string, body: unknown) {
    const call = note(key, path, body);
    if (!applied.has(call.key)) applied.set(call.key, call);
    return { applied: applied.size, body: applied.get(call.key)?.body ?? null };
  }
}

export type Receiver = Awaited<ReturnType<typeof startReceiver>>;
