import type { AgentHost } from '../activity-host.ts';
import type { OperationHandler } from '../operation-handler.ts';
import { asMaterial } from './as-material.ts';

// Three tokens a word covers most languages; the rest is room for models that think before they write.
const tokensPerWord = 3;
const tokensForThinking = 4_000;

/** Writes a text. */
export function createAiDraft({ model }: Pick<AgentHost, 'model'>): OperationHandler<'ai.draft'> {
  return async ({ instructions, material, maxWords }, { signal, timeoutMs }) => {
    const system = `${asMaterial(instructions)}\n\nWrite the text only, at most ${maxWords} words.`;
    const maxTokens = maxWords * tokensPerWord + tokensForThinking;
    const { text, costUsd } = await model.draft({ system, prompt: material, maxTokens, signal, timeoutMs });
    return { output: { text }, costUsd };
  };
}
