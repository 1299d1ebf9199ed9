import type { ModelHost } from '../activity-host.ts';
import type { OperationHandler } from '../operation-handler.ts';
import { withSpending } from '../spending/with-spending.ts';
import { asMaterial } from './as-material.ts';

// Room for fifty fields, and for models that think before they write.
const maxTokens = 5_000;

/** Reads facts out of a text into the shape of a JSON Schema. */
export function createAiExtract(host: ModelHost): OperationHandler<'ai.extract'> {
  return async ({ instructions, text, schema }, performance) => {
    const { signal, timeoutMs } = performance;
    const system = asMaterial(instructions);
    const { answer, ...took } = await withSpending(host, performance, (meter) =>
      host.model.extract({ system, text, schema, maxTokens, signal, timeoutMs, meter }),
    );
    return { output: answer.value, ...took };
  };
}
