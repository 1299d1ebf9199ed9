import type { Json, JsonSchema } from '@dayshift/model';
import { type AnswerFormat, answerFormats, responseFormat, shapeInstruction } from './answer-format.ts';
import type { Chat, ChatAnswer, Deadline, Message } from './chat.ts';
import { type CheckAnswer, createAnswerCheck } from './check-answer.ts';
import { ModelError } from './model-error.ts';
import { readJsonAnswer } from './read-json-answer.ts';
import { addUsage, type Usage } from './usage.ts';

export type ExtractRequest = {
  system: string;
  text: string;
  schema: JsonSchema;
  maxTokens?: number;
  signal?: AbortSignal;
  /** Shortens the model's own limit for this one answer. */
  timeoutMs?: number;
};
type TimedRequest = ExtractRequest & { deadline: Deadline };
export type Extracted = { value: Json; usage: Usage; repaired: boolean };

/** Asks for JSON of a given shape, checks it, and lets the model correct itself once. */
export function createExtract(chat: Chat, model: string): (request: TimedRequest) => Promise<Extracted> {
  // What this server is known to understand; learned from its refusals, so the detour is paid once.
  let known: AnswerFormat = 'json_schema';

  /** Tries the known way and steps down while the server refuses the request itself. */
  async function ask(request: TimedRequest, follow: Message[]): Promise<ChatAnswer> {
    const { schema, maxTokens, signal, deadline } = request;
    const ladder = answerFormats.slice(answerFormats.indexOf(known));
    let refusal: unknown;
    for (const format of ladder) {
      const system = `${request.system}\n\n${shapeInstruction(format, schema)}`;
      const messages: Message[] = [
        { role: 'system', content: system },
        { role: 'user', content: request.text },
        ...follow,
      ];
      try {
        const answer = await chat({
          messages,
          format: responseFormat(format, schema),
          maxTokens,
          signal,
          deadline,
        });
        known = format;
        return answer;
      } catch (error) {
        if (!isFormatRefusal(error)) throw error;
        refusal ??= error;
      }
    }
    throw refusal; // refused in every way: the first refusal is about the request as it was meant
  }

  return async (request) => {
    const check = createAnswerCheck(request.schema);
    const first = await ask(request, []);
    const reading = judge(first.text, check);
    if (reading.kind === 'fits') return { value: reading.value, usage: first.usage, repaired: false };

    const second = await ask(request, repairMessages(first.text, reading.problem, request.schema));
    const repaired = judge(second.text, check);
    const usage = addUsage(first.usage, second.usage);
    if (repaired.kind === 'fits') return { value: repaired.value, usage, repaired: true };
    throw new ModelError(
      'MODEL_ANSWER_INVALID',
      `"${model}" did not answer in the shape asked for: ${repaired.problem}`,
      {
        details: { answer: second.text.slice(0, 1_000), problem: repaired.problem },
      },
    );
  };
}

type Judgement = { kind: 'fits'; value: Json } | { kind: 'wrong'; problem: string };

function judge(text: string, check: CheckAnswer): Judgement {
  const answer = readJsonAnswer(text);
  if (answer.kind === 'not-json') return { kind: 'wrong', problem: 'the answer is not JSON' };
  const problem = check(answer.value);
  return problem === undefined ? { kind: 'fits', value: answer.value } : { kind: 'wrong', problem };
}

function repairMessages(answer: string, problem: string, schema: JsonSchema): Message[] {
  const shape = shapeInstruction('plain', schema);
  return [
    { role: 'assistant', content: answer.slice(0, 20_000) },
    { role: 'user', content: `That answer cannot be used: ${problem}. Correct it. ${shape}` },
  ];
}

/** 400 and 422 are how servers say that they do not know `response_format`, rarely with a text one could rely on. */
function isFormatRefusal(error: unknown): boolean {
  if (!(error instanceof ModelError) || error.code !== 'MODEL_REQUEST_REFUSED') return false;
  const details = error.details as { status?: number; answer?: string }; // set by fromStatus for this code
  const isAboutLength = /context.length|too many tokens|maximum context/i.test(details.answer ?? '');
  return (details.status === 400 || details.status === 422) && !isAboutLength;
}
