import { z } from 'zod';
import { defineOperation } from './operation.ts';

/** Writes a text. */
export const aiDraft = defineOperation({
  name: 'ai.draft',
  title: 'AI draft',
  words: {
    wants: 'wants to write a text',
    yes: 'Approve',
    no: 'Reject',
    done: 'written',
    isDone: 'written',
    like: 'Texts of this step',
    notHappened: '',
    unsure: {
      what: 'The text may have been written.',
      happened: 'It was written',
      didNot: 'It was not written',
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
    material: z.string().max(200_000),
    maxWords: z.number().int().min(1).max(5_000).default(300),
  }),
  output: z.object({ text: z.string() }),
});
