import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequestError } from './request-error.ts';

const heartbeatMs = 15_000;
/** A reader this far behind is dropped; it comes back by itself and gets a fresh snapshot. */
const mostBufferedBytes = 4 * 1024 * 1024;
/** Of one session: more tabs than anybody looks at, and an end to a client that opens them in a loop. */
export const mostStreams = 64;

export interface EventStream {
  send(event: string, data: unknown, id?: string): void;
  end(): void;
  /** What was sent and is still on its way. */
  readonly unsentBytes: number;
  /** Called once, however it ends. */
  onEnd(listener: () => void): void;
}

/** Open streams and whose session they are of, so that stopping does not wait for browsers. */
const open = new Map<EventStream, string>();

export function endAllStreams(): void {
  for (const stream of open.keys()) stream.end();
}

/** How many browsers listen. */
export const countStreams = () => open.size;

/** A browser that signed out sees nothing any more. */
export function endStreamsOf(sessionId: string): void {
  for (const [stream, owner] of open) if (owner === sessionId) stream.end();
}

/**
 * Answers with server-sent events. Fastify's own sending is left aside, so its headers are carried over. 429 when the session
 * has too many open.
 */
export function openEventStream(request: FastifyRequest, reply: FastifyReply): EventStream {
  const owner = request.session?.id ?? '';
  if ([...open.values()].filter((each) => each === owner).length >= mostStreams)
    throw new RequestError(
      429,
      'TOO_MANY_STREAMS',
      `At most ${mostStreams} pages can follow live at a time.`,
      {
        path: '',
        hint: 'Close some tabs.',
      },
    );
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
  // An event and no comment, so that who listens notices a line that died without a word.
  const heartbeat = setInterval(() => raw.write('event: beat\ndata: {}\n\n'), heartbeatMs);
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
    get unsentBytes() {
      return raw.writableLength;
    },
    onEnd(listener) {
      if (open.has(stream)) listeners.push(listener);
      else listener();
    },
  };
  open.set(stream, owner);
  request.raw.on('close', () => stream.end());
  return stream;
}
