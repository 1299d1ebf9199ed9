import type { ChatMessage, ChatRequest, ChatTool } from './chat-request.ts';
import { fillSchema } from './reading/fill-schema.ts';
import type { Facts } from './reading/read-facts.ts';
import { asSchema } from './reading/schema.ts';

export type ToolCall = { name: string; arguments: string };

/**
 * The next tool the model asks for: the one that is demanded, else each that the text speaks of once. After that it
 * answers, so no conversation goes on for ever.
 */
export function nextToolCall(
  { tools = [], tool_choice, messages }: ChatRequest,
  facts: Facts,
): ToolCall | undefined {
  if (tool_choice === 'none' || tools.length === 0) return undefined;
  if (typeof tool_choice === 'object') {
    // A demand names the tool for this turn; its result is what the next turn is about.
    const demanded = tools.find((tool) => tool.function.name === tool_choice.function.name);
    return demanded && messages.at(-1)?.role !== 'tool' ? callOf(demanded, facts) : undefined;
  }
  const called = calledSoFar(messages);
  const open = tools.filter((tool) => !called.has(tool.function.name));
  const fitting = open.find((tool) => speaksOf(facts, tool));
  const chosen = fitting ?? (tool_choice === 'required' ? (open[0] ?? tools[0]) : undefined);
  return chosen && callOf(chosen, facts);
}

function callOf(tool: ChatTool, facts: Facts): ToolCall {
  const parameters = asSchema(tool.function.parameters ?? { type: 'object' });
  return { name: tool.function.name, arguments: JSON.stringify(fillSchema(parameters, facts)) };
}

function calledSoFar(messages: ChatMessage[]): Set<string> {
  return new Set(messages.flatMap(({ tool_calls = [] }) => tool_calls.map((call) => call.function.name)));
}

/** True when the tool's name shares a word with what the mail says or is about. */
function speaksOf(facts: Facts, tool: ChatTool): boolean {
  const about =
    `${facts.text} ${facts.intent.replace('_', ' ')} ${facts.intent === 'billing' ? 'refund' : ''}`.toLowerCase();
  const words = tool.function.name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u);
  return words.some((word) => word.length > 3 && about.includes(word.replace(/s$/, '')));
}
