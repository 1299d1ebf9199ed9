import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type { PracticeLog } from './practice-log.ts';
import { Refusal } from './refusal.ts';

export type WebServerOptions = {
  log: PracticeLog;
  /** The body of an error answer; every service of the office has its own manner. */
  errorBody?: (status: number, message: string) => object;
  bodyLimit?: number;
};

/** A server of the practice office: JSON only, quick to stop, and silent to pages of other sites. */
export function createWebServer({ log, errorBody, bodyLimit }: WebServerOptions): FastifyInstance {
  const app = Fastify({
    logger: false,
    forceCloseConnections: true,
    bodyLimit: bodyLimit ?? 1_048_576,
    // A whole mail may stand in an address, as what an article is looked for with.
    http: { maxHeaderSize: 128 * 1024 },
  });
  const bodyOf = errorBody ?? ((_status: number, message: string) => ({ error: message }));
  // A form or script of another site can send text without asking the browser's leave, but not JSON.
  app.removeContentTypeParser('text/plain');
  app.addHook('onRequest', async (request, reply) => {
    // A foreign name that resolves to this machine is how a web page would get around the same-origin rule.
    if (!isOwnHost(request.hostname))
      return reply.code(421).send(bodyOf(421, 'This is not the host asked for.'));
  });
  app.setNotFoundHandler((request, reply) => {
    const message = `There is no ${request.method} ${request.url.split('?')[0]} here.`;
    return reply.code(404).send(bodyOf(404, message));
  });
  app.setErrorHandler((error: FastifyError | Refusal, request, reply) => {
    if (error instanceof Refusal) return reply.code(error.status).headers(error.headers).send(error.body);
    const status = error.statusCode ?? 500;
    if (status >= 500) log.warn({ err: error, url: request.url }, 'The practice office failed to answer');
    return reply
      .code(status)
      .send(bodyOf(status, status >= 500 ? 'The practice office made a mistake.' : error.message));
  });
  return app;
}

function isOwnHost(hostname: string): boolean {
  const host = hostname.toLowerCase();
  return host === 'localhost' || /^\d+(\.\d+){3}$/.test(host) || host.startsWith('[');
}
