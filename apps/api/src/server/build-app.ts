import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { requireAccessOnEveryRoute } from './access.ts';
import { answerClientError } from './answer-client-error.ts';
import { answerBadAddress, answerErrors } from './answer-error.ts';
import { type Guards, guardRequests } from './guard-requests.ts';
import { parseStrictJson } from './strict-json.ts';

const largestBodyBytes = 1_048_576;

/** The app every route module works with. */
export type App = ReturnType<typeof withZod>;

export interface AppOptions {
  log: FastifyBaseLogger;
  guards: Guards;
  isHttps: boolean;
}

/** A Fastify app with everything that holds for all routes: strict JSON, errors, guards, headers. Routes come after. */
export async function buildApp({ log, guards, isHttps }: AppOptions): Promise<App> {
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: largestBodyBytes,
    genReqId: () => randomUUID(),
    requestTimeout: 60_000,
    // Long-lived streams are ended by their own code; everything else may finish.
    forceCloseConnections: 'idle',
    frameworkErrors: answerBadAddress,
    clientErrorHandler: answerClientError(log),
    routerOptions: { maxParamLength: 1_200 },
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
  });
  requireAccessOnEveryRoute(app);
  answerErrors(app);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(jsonTypes, { parseAs: 'buffer' }, async (_request: FastifyRequest, body: Buffer) =>
    parseStrictJson(body),
  );
  await app.register(helmet, helmetOptions(isHttps));
  await app.register(cookie);
  await app.register(rateLimit, { global: false });
  guardRequests(app, guards);
  keepNoAnswers(app);
  return withZod(app);
}

/** JSON also where it says what kind of JSON it is, as webhooks of event grids and help desks do: `application/hal+json`. */
const jsonTypes = /^application\/([\w.-]{1,100}\+)?json(?=\s*(;|$))/i;

/** What the API says is true now and for one person: no browser and no proxy keeps it. Files of the web app say otherwise. */
function keepNoAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
}

function withZod(app: FastifyInstance) {
  return app.withTypeProvider<ZodTypeProvider>();
}

function helmetOptions(isHttps: boolean) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Mantine sets styles on elements.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        workerSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: isHttps ? { maxAge: 15_552_000 } : false,
    referrerPolicy: { policy: 'no-referrer' as const },
    frameguard: { action: 'deny' as const },
    crossOriginEmbedderPolicy: false,
  };
}
