import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { FastifyBaseLogger } from 'fastify';

/** What is not even HTTP gets a problem too, written straight to the socket: there is no request to answer. */
export function answerClientError(log: FastifyBaseLogger) {
  return (error: Error & { code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    const requestId = randomUUID();
    log.debug({ err: error, requestId }, 'a connection that spoke no HTTP');
    const { status, reason, ...problem } = problemOf(error.code);
    const body = JSON.stringify({ ...problem, path: '', requestId });
    const head = [
      `HTTP/1.1 ${status} ${reason}`,
      'Content-Type: application/problem+json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
    ];
    if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
    socket.destroySoon();
  };
}

function problemOf(code: string | undefined) {
  if (code === 'HPE_HEADER_OVERFLOW')
    return {
      status: 431,
      reason: 'Request Header Fields Too Large',
      code: 'HEADERS_TOO_LARGE',
      message: 'The address and headers are larger than 16 KB.',
      hint: 'Send less in them, or clear the cookies of this site.',
    };
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return {
      status: 408,
      reason: 'Request Timeout',
      code: 'REQUEST_TIMED_OUT',
      message: 'The request took too long to arrive.',
      hint: 'Send it again.',
    };
  return {
    status: 400,
    reason: 'Bad Request',
    code: 'BAD_REQUEST',
    message: 'The request could not be read.',
    hint: 'Send HTTP/1.1.',
  };
}
