import { z } from 'zod';
import { defineOperation } from './operation.ts';

/** Reads facts out of a text into the shape of a JSON Schema. The output is the extracted value itself. */
export const aiExtract = defineOperation({
  name: 'ai.extract',
  title: 'AI extract',
  words: {
    wants: 'wants to read facts out of this text',
    yes: 'Approve',
    no: 'Reject',
    done: 'read',
    isDone: 'read',
    like: 'Texts of this step',
    notHappened: '',
    unsure: {
      what: 'The text may have been read.',
      happened: 'It was read',
      didNot: 'It was not read',
    },
  },
  queue: 'agent',
  effect: 'read',
  audience: 'read',
  patience: {
    // Seven minutes between the first try and the last: a model that is started anew is waited for.
    attempts: 12,
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
