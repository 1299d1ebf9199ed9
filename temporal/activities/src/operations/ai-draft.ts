import type { ModelHost } from '../activity-host.ts';
import type { OperationHandler } from '../operation-handler.ts';
import { withSpending } from '../spending/with-spending.ts';
import { asMaterial } from './as-material.ts';

// Three tokens a word covers most languages; the rest is room for models that think before they write.
const tokensPerWord = 3;
const tokensForThinking = 4_000;

/** Writes a text. */
export function createAiDraft(host: ModelHost): OperationHandler<'ai.draft'> {
  return async ({ instructions, material, maxWords }, performance) => {
    const { signal, timeoutMs } = performance;
    const system = `${asMaterial(instructions)}\n\nWrite the text only, at most ${maxWords} words.`;
    const maxTokens = maxWords * tokensPerWord + tokensForThinking;
    const { answer, ...took } = await withSpending(host, performance, (meter) =>
      host.model.draft({ system, prompt: material, maxTokens, signal, timeoutMs, meter }),
    );
    return { output: { text: answer.text }, ...took };
  };
}
