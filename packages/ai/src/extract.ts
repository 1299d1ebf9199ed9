import type { Json, JsonSchema } from '@dayshift/model';
import { responseFormat, shapeInstruction } from './answer-format.ts';
import type { Ask } from './ask.ts';
import type { ChatAnswer, Deadline, Message, Meter } from './chat-request.ts';
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
  meter?: Meter;
};
type TimedRequest = ExtractRequest & { deadline: Deadline };
export type Extracted = { value: Json; usage: Usage; repaired: boolean };

/** Asks for JSON of a given shape, checks it, and lets the model correct itself once. */
export function createExtract(ask: Ask, model: string): (request: TimedRequest) => Promise<Extracted> {
  function askFor(request: TimedRequest, follow: Message[]): Promise<ChatAnswer> {
    const { schema, maxTokens, signal, deadline, meter } = request;
    return ask({ hasLimit: maxTokens !== undefined, hasFormat: true }, ({ format }) => ({
      messages: [
        { role: 'system', content: `${request.system}\n\n${shapeInstruction(format, schema)}` },
        { role: 'user', content: request.text },
        ...follow,
      ],
      format: responseFormat(format, schema),
      maxTokens,
      signal,
      deadline,
      meter,
    }));
  }

  return async (request) => {
    const check = createAnswerCheck(request.schema);
    const first = await askFor(request, []);
    const reading = judge(first.text, check);
    if (reading.kind === 'fits') return { value: reading.value, usage: first.usage, repaired: false };

    const second = await askFor(request, repairMessages(first.text, reading.problem, request.schema));
    const repaired = judge(second.text, check);
    const usage = addUsage(first.usage, second.usage);
    if (repaired.kind === 'fits') return { value: repaired.value, usage, repaired: true };
    throw new ModelError(
      'MODEL_ANSWER_INVALID',
      `"${model}" did not answer in the shape asked for: ${repaired.problem}`,
      {
        // It has been told what is wrong and did it again: asking from the start gives the same two answers.
        isRetryable: false,
        details: { answer: second.text.slice(0, 1_000), problem: repaired.problem },
        usage,
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
