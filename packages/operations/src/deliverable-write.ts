import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { pick } from './pick.ts';

/** Writes a markdown file as the next version of the deliverable at `path`. */
export const deliverableWrite = defineOperation({
  name: 'deliverable.write',
  title: 'Write deliverable',
  words: {
    wants: 'wants to file this document',
    yes: 'File the document',
    no: 'Do not file',
    done: 'filed',
    isDone: 'filed',
    like: 'Documents of this step',
    notHappened: 'Nothing was written.',
    unsure: {
      what: 'The document may have been filed.',
      happened: 'It was filed',
      didNot: 'It was not filed',
    },
  },
  queue: 'effects',
  effect: 'key',
  audience: 'internal',
  editable: ['path', 'title', 'content'],
  patience: {
    attempts: 5,
    timeoutSeconds: 15,
    firstRetrySeconds: 1,
    longestRetrySeconds: 30,
    heartbeatSeconds: 5,
  },
  input: z.strictObject({
    path: z
      .string()
      .min(1)
      .max(300)
      .regex(
        /^(?!.*\.\.)[\w][\w\-./ ]*\.md$/,
        'a path such as reports/overnight.md, with no two dots in a row',
      ),
    title: z.string().max(200),
    content: z.string().max(500_000),
  }),
  heading: ({ title, path }) =>
    typeof title === 'string' && title !== ''
      ? `File “${title}”${typeof path === 'string' ? ` as ${path}` : ''}`
      : undefined,
  known: (input) => pick(input, ['path', 'title']),
  output: z.object({ deliverableId: z.string(), path: z.string(), version: z.number().int() }),
});
