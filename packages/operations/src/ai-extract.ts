import { z } from 'zod';
import { defineOperation } from './operation.ts';

/** Reads facts out of a text into the shape of a JSON Schema. The output is the extracted value itself. */
export const aiExtract = defineOperation({
  name: 'ai.extract',
  title: 'AI extract',
  wants: 'wants to read facts out of this text',
  queue: 'agent',
  effect: 'read',
  audience: 'read',
  patience: {
    attempts: 4,
    timeoutSeconds: 120,
    firstRetrySeconds: 2,
    longestRetrySeconds: 60,
    heartbeatSeconds: 30,
  },
  input: z.strictObject({
    instructions: z.string().max(20_000),
    text: z.string().max(200_000),
    schema: z.record(z.string(), z.json()),
  }),
  output: z.json(),
});
