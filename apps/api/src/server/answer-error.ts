import { CursorError, NotFoundError, StoreFullError } from '@dayshift/store';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { notFound, RequestError } from './request-error.ts';
import { emptyBody } from './strict-json.ts';
import { validationProblem } from './validation-problem.ts';

/** Every error leaves as `application/problem+json` with a request id; what we did not foresee says nothing about us. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const known = toRequestError(error);
    if (known.status >= 500) request.log.error({ err: error }, 'request failed');
    return sendProblem(request, reply, known);
  });
  app.setNotFoundHandler((request, reply) =>
    sendProblem(
      request,
      reply,
      new RequestError(404, 'ROUTE_NOT_FOUND', 'There is nothing at this address.', {
        hint: 'All addresses are listed at /api/docs.',
      }),
    ),
  );
}

/** For what fails before a route is found: an address that cannot be read. */
export function answerBadAddress(error: FastifyError, request: { id: string }, reply: FastifyReply): void {
  sendProblem(request, reply, toRequestError(error));
}

function sendProblem(
  request: Pick<FastifyRequest, 'id'>,
  reply: FastifyReply,
  error: RequestError,
): FastifyReply {
  const { code, message, path, hint, details } = error;
  if (error.retryAfterSeconds !== undefined) void reply.header('retry-after', error.retryAfterSeconds);
  return reply
    .status(error.status)
    .type('application/problem+json; charset=utf-8')
    .serializer(JSON.stringify)
    .send({ code, message: message.slice(0, 300), path, hint, requestId: request.id, details });
}

function toRequestError(error: FastifyError): RequestError {
  if (error instanceof RequestError) return error;
  if (error instanceof NotFoundError) return notFound(thingOf(error.collection));
  if (error instanceof CursorError)
    return new RequestError(400, 'BAD_CURSOR', error.message, {
      path: 'cursor',
      hint: 'Begin again without a cursor.',
    });
  return validationProblem(error) ?? frameworkProblem(error) ?? notNow(error) ?? unforeseen(error);
}

/** What stands below us and is away for a while: the sender is told when to come again, and nothing was done. */
function notNow(error: Error & { code?: unknown }): RequestError | undefined {
  if (error instanceof StoreFullError)
    return new RequestError(503, 'DISK_FULL', 'The disk of this installation is full; nothing was changed.', {
      hint: 'Free some space on it; it goes on by itself. Then send it again.',
      retryAfterSeconds: 30,
      cause: error,
    });
  if (
    error.name === 'ServiceError' ||
    error.name.startsWith('MongoNetwork') ||
    error.name === 'MongoServerSelectionError'
  )
    return new RequestError(503, 'TRY_LATER', 'A part of this installation does not answer at the moment.', {
      hint: 'Send it again in a moment; /readyz says which part it is.',
      retryAfterSeconds: 10,
      cause: error,
    });
  return undefined;
}

/** `runs` → `run`, `auditEntries` → `audit entry`. */
function thingOf(collection: string): string {
  const words = collection.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.endsWith('ies') ? `${words.slice(0, -3)}y` : words.replace(/s$/, '');
}

/** Errors of Fastify and its plugins, in our words. */
function frameworkProblem(error: FastifyError): RequestError | undefined {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new RequestError(413, 'BODY_TOO_LARGE', 'The body is larger than 1 MiB.', {
        path: '',
        hint: 'Send less at a time, or an address to get the rest from.',
      });
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_ERR_CTP_EMPTY_TYPE':
      return new RequestError(415, 'NOT_JSON', 'The body is not said to be JSON.', {
        path: 'Content-Type',
        hint: 'Send application/json.',
      });
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return new RequestError(400, 'INVALID_JSON', 'The body is empty; JSON was expected.', emptyBody);
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new RequestError(400, 'BAD_LENGTH', 'The body is not as long as the request said.', {
        path: 'Content-Length',
        hint: 'Send it again.',
      });
    default: {
      const status = error.statusCode ?? 500;
      if (status === 429)
        return new RequestError(429, 'TOO_MANY_REQUESTS', 'Too many requests.', {
          hint: 'Wait a minute and try again.',
        });
      return status >= 400 && status < 500
        ? new RequestError(status, 'BAD_REQUEST', 'The request could not be read.', {
            path: '',
            hint: 'All addresses and what they take are listed at /api/docs.',
          })
        : undefined;
    }
  }
}

function unforeseen(cause: Error): RequestError {
  return new RequestError(500, 'UNEXPECTED', 'Something went wrong on our side; it is in the log.', {
    hint: 'Try again; if it stays, tell who runs this installation the request id.',
    cause,
  });
}
