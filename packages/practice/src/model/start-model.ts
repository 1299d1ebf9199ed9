import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { createWebServer } from '../web/create-web-server.ts';
import { type Address, listenWeb, type Place } from '../web/listen.ts';
import type { PracticeLog } from '../web/practice-log.ts';
import { answerChat } from './answer-chat.ts';
import { readChatRequest } from './chat-request.ts';
import { completionBody, completionOf } from './completion.ts';
import { misbehaviours, practiceModelName } from './misbehaviour.ts';
import { modelErrorBody, modelRefusal } from './model-refusal.ts';
import { streamCompletion } from './stream-completion.ts';

/** How long the model takes to answer: the same time for the same prompt, somewhere between the two. */
export type Latency = { fromMs: number; toMs: number };
export const usualLatency: Latency = { fromMs: 150, toMs: 400 };

export type PracticeModel = { web: Address; stop: () => Promise<void> };

/** The scripted model, behind the HTTP API that OpenAI's clients speak. Any key is accepted. */
export async function startModel(options: {
  web: Place;
  log: PracticeLog;
  latency: Latency;
}): Promise<PracticeModel> {
  const app = createWebServer({ log: options.log, errorBody: modelErrorBody, bodyLimit: 8 * 1_048_576 });
  const about = {
    id: practiceModelName,
    object: 'model',
    created: 1_735_689_600,
    owned_by: 'practice-office',
  };
  app.get('/v1/models', async () => ({ object: 'list', data: [about] }));
  app.get<{ Params: { id: string } }>('/v1/models/:id', async ({ params }) => {
    behaviourOf(params.id);
    return { ...about, id: params.id };
  });
  app.get('/', async () => ({
    label: 'Practice model: scripted answers, no AI, nothing leaves this machine',
    models: Object.keys(misbehaviours),
  }));
  app.post('/v1/chat/completions', async (request, reply) => {
    const wanted = readChatRequest(request.body);
    const { refuse, spoil, isSilent } = behaviourOf(wanted.model);
    refuse?.(wanted);
    if (isSilent) return reply.hijack(); // never answered: the client or the end of the office closes the line
    const answer = answerChat(wanted);
    const completion = completionOf(wanted, spoil ? spoil(answer, wanted) : answer);
    await delay(latencyFor(JSON.stringify(wanted.messages), options.latency));
    if (!wanted.stream) return completionBody(completion);
    const events = streamCompletion(completion, wanted.stream_options?.include_usage ?? false);
    return reply
      .header('content-type', 'text/event-stream; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(Readable.from(events));
  });
  const web = await listenWeb(app, options.web);
  return { web, stop: () => app.close() };
}

function behaviourOf(model: string) {
  const behaviour = Object.hasOwn(misbehaviours, model) ? misbehaviours[model] : undefined;
  if (behaviour) return behaviour;
  throw modelRefusal(404, `The model "${model}" does not exist here. There is "${practiceModelName}".`, {
    param: 'model',
    code: 'model_not_found',
  });
}

function latencyFor(prompt: string, { fromMs, toMs }: Latency): number {
  const share = createHash('sha256').update(prompt).digest().readUInt32BE(0) / 0xffff_ffff;
  return Math.round(fromMs + share * (toMs - fromMs));
}
