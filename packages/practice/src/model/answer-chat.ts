import { nextToolCall, type ToolCall } from './call-tool.ts';
import type { ChatMessage, ChatRequest } from './chat-request.ts';
import { fillSchema } from './reading/fill-schema.ts';
import { findJson } from './reading/find-json.ts';
import { readFacts } from './reading/read-facts.ts';
import { asSchema, type Schema } from './reading/schema.ts';
import { writeLetter } from './writing/write-letter.ts';

export type ChatReply = { content: string | null; toolCall?: ToolCall };

/** Answers like a model that does its best: calls a tool, fills a schema, or writes a text. Same request, same answer. */
export function answerChat(request: ChatRequest): ChatReply {
  const { messages, response_format: format } = request;
  const instructions = textOf(messages.filter(({ role }) => role === 'system' || role === 'developer'));
  const asked = textOf(askedFirst(messages));
  const facts = readFacts(asked);
  const toolCall = nextToolCall(request, facts);
  if (toolCall) return { content: null, toolCall };
  const schema = wantedSchema(request, instructions);
  if (schema) return { content: JSON.stringify(fillSchema(schema, facts)) };
  if (format?.type === 'json_object') {
    const { intent, urgency, confidence, language, summary, reason } = facts;
    return { content: JSON.stringify({ intent, urgency, confidence, language, summary, reason }) };
  }
  const results = textOf(messages.filter(({ role }) => role === 'tool'));
  return { content: writeLetter(instructions, [asked, results].filter(Boolean).join('\n\n')) };
}

/** What the user said before the first answer. What follows is about that answer, and brings no new matter. */
function askedFirst(messages: ChatMessage[]): ChatMessage[] {
  const answeredAt = messages.findIndex(({ role, tool_calls }) => role === 'assistant' && !tool_calls);
  const before = answeredAt < 0 ? messages : messages.slice(0, answeredAt);
  return before.filter(({ role }) => role === 'user');
}

/** The schema of the request, or the one that is written out in the instructions for servers that know no formats. */
function wantedSchema({ response_format: format }: ChatRequest, instructions: string): Schema | undefined {
  if (format?.type === 'json_schema') return asSchema(format.json_schema.schema);
  const at = instructions.search(/json schema/i);
  if (at < 0) return undefined;
  const [schema] = findJson(instructions.slice(at)).values;
  return schema === undefined ? undefined : asSchema(schema);
}

function textOf(messages: ChatMessage[]): string {
  return messages.map(({ content }) => content).join('\n\n');
}
