import type { Completion } from './completion.ts';

/** The answer as server-sent events: who speaks, the text word by word, why it ended, what it cost if asked, the end. */
export function* streamCompletion(completion: Completion, includesUsage: boolean): Generator<string> {
  const { id, created, model, content, toolCalls, finishReason, usage } = completion;
  const about = { id, object: 'chat.completion.chunk', created, model, system_fingerprint: 'practice' };
  const event = (choices: object[], more: object = {}) =>
    `data: ${JSON.stringify({ ...about, choices, ...more })}\n\n`;
  const delta = (change: object, finish_reason: string | null = null) =>
    event([{ index: 0, delta: change, logprobs: null, finish_reason }], includesUsage ? { usage: null } : {});

  yield delta({ role: 'assistant', content: toolCalls.length > 0 ? null : '' });
  for (const [index, { id: callId, type, function: called }] of toolCalls.entries()) {
    yield delta({
      tool_calls: [{ index, id: callId, type, function: { name: called.name, arguments: '' } }],
    });
    for (const piece of piecesOf(called.arguments)) {
      yield delta({ tool_calls: [{ index, function: { arguments: piece } }] });
    }
  }
  for (const piece of piecesOf(content ?? '')) yield delta({ content: piece });
  yield delta({}, finishReason);
  if (includesUsage) yield event([], { usage });
  yield 'data: [DONE]\n\n';
}

function piecesOf(text: string): string[] {
  return text.match(/\s*\S+\s*|\s+/g) ?? [];
}
