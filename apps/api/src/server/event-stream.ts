import type { FastifyReply, FastifyRequest } from 'fastify';

const heartbeatMs = 15_000;
/** A reader this far behind is dropped; it comes back by itself and gets a fresh snapshot. */
const mostBufferedBytes = 4 * 1024 * 1024;

export interface EventStream {
  send(event: string, data: unknown, id?: string): void;
  end(): void;
  /** Called once, however it ends. */
  onEnd(listener: () => void): void;
}

/** Open streams, so that stopping does not wait for browsers. */
const open = new Set<EventStream>();

export function endAllStreams(): void {
  for (const stream of open) stream.end();
}

/** Answers with server-sent events. Fastify's own sending is left aside, so its headers are carried over. */
export function openEventStream(request: FastifyRequest, reply: FastifyReply): EventStream {
  reply.hijack();
  const { raw } = reply;
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) raw.setHeader(name, value);
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  raw.write('retry: 2000\n\n');
  const listeners: (() => void)[] = [];
  const heartbeat = setInterval(() => raw.write(': still here\n\n'), heartbeatMs);
  const stream: EventStream = {
    send(event, data, id) {
      // The browser may leave while a picture is still being made.
      if (!open.has(stream) || raw.destroyed) return;
      if (raw.writableLength > mostBufferedBytes) return stream.end();
      raw.write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    end() {
      if (!open.delete(stream)) return;
      clearInterval(heartbeat);
      raw.end();
      for (const listener of listeners) listener();
    },
    onEnd(listener) {
      if (open.has(stream)) listeners.push(listener);
      else listener();
    },
  };
  open.add(stream);
  request.raw.on('close', () => stream.end());
  return stream;
}
