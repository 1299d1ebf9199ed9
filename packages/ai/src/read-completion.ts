import type OpenAI from 'openai';
import type { ChatAnswer } from './chat-request.ts';
import { ModelError } from './model-error.ts';
import type { Usage } from './usage.ts';
import { withoutThinking } from './without-thinking.ts';

type Completion = Partial<OpenAI.Chat.ChatCompletion> | string | null;
type AnswerMessage = OpenAI.Chat.ChatCompletionMessage;

/** Reads an answer without believing its declared shape: small servers leave out half of it. */
export function readCompletion(completion: Completion, model: string, maxBytes: number): ChatAnswer {
  if (typeof completion !== 'object' || completion === null || !Array.isArray(completion.choices)) {
    throw new ModelError(
      'MODEL_ANSWER_INVALID',
      `The server of "${model}" does not answer as a chat model does.`,
    );
  }
  const usage = readUsage(completion.usage);
  const choice = completion.choices[0];
  const refusal = choice?.message?.refusal;
  if (refusal || choice?.finish_reason === 'content_filter') {
    throw new ModelError(
      'MODEL_REFUSED',
      `"${model}" declined to answer${refusal ? `: ${refusal.slice(0, 300)}` : '.'}`,
      { usage },
    );
  }
  const tool = toolAskedFor(choice?.message);
  if (tool !== undefined) {
    const text = `"${model}" asked to use the tool "${tool.slice(0, 80)}" instead of answering, but no tool was offered to it.`;
    throw new ModelError('MODEL_ASKED_FOR_TOOL', text, { details: { tool: tool.slice(0, 200) }, usage });
  }
  const text = withoutThinking(textOf(choice?.message?.content)).trim();
  if (choice?.finish_reason === 'length' || Buffer.byteLength(text) > maxBytes) {
    throw new ModelError(
      'MODEL_ANSWER_TOO_LONG',
      `"${model}" wrote more than the limit allows, so the answer is cut off. Ask for less, or raise the limit of the model's server.`,
      { details: { limitBytes: maxBytes, finishReason: choice?.finish_reason ?? null }, usage },
    );
  }
  if (text === '') throw new ModelError('MODEL_ANSWER_EMPTY', `"${model}" answered with nothing.`, { usage });
  return { text, usage };
}

/** The content is a text, or a list of parts of which some are text; thoughts and pictures are other kinds of parts. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map(textOfPart).join('');
}

function textOfPart(part: unknown): string {
  if (typeof part === 'string') return part;
  if (typeof part !== 'object' || part === null || !('text' in part)) return '';
  const isText = !('type' in part) || part.type === 'text' || part.type === 'output_text';
  return isText && typeof part.text === 'string' ? part.text : '';
}

/** Nothing here offers tools, so a call of one is never an answer. `function_call` is how older servers write it. */
function toolAskedFor(message: Partial<AnswerMessage> | undefined): string | undefined {
  const [call]: unknown[] = Array.isArray(message?.tool_calls) ? message.tool_calls : [];
  const asked = call ?? message?.function_call;
  if (typeof asked !== 'object' || asked === null) return undefined;
  const named = 'function' in asked ? asked.function : asked;
  return typeof named === 'object' && named !== null && 'name' in named ? String(named.name) : 'unnamed';
}

function readUsage(usage: Partial<OpenAI.CompletionUsage> | undefined): Usage {
  const { prompt_tokens: inputTokens, completion_tokens: outputTokens } = usage ?? {};
  return Number.isFinite(inputTokens) && Number.isFinite(outputTokens)
    ? { inputTokens: Number(inputTokens), outputTokens: Number(outputTokens) }
    : null;
}
