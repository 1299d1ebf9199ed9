import type { AgentHost } from '../activity-host.ts';
import type { OperationHandler } from '../operation-handler.ts';
import { asMaterial } from './as-material.ts';

/** Reads facts out of a text into the shape of a JSON Schema. */
export function createAiExtract({ model }: Pick<AgentHost, 'model'>): OperationHandler<'ai.extract'> {
  return async ({ instructions, text, schema }, { signal, timeoutMs }) => {
    const { value, costUsd } = await model.extract({
      system: asMaterial(instructions),
      text,
      schema,
      signal,
      timeoutMs,
    });
    return { output: value, costUsd };
  };
}
