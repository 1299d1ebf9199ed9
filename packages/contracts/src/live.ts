import { z } from 'zod';
import { mostFollowedRuns } from './most-followed-runs.ts';
import { nodeFactsSchema, runViewSchema, stepViewSchema } from './runs.ts';

const changeable = runViewSchema.omit({ graph: true, trigger: true, steps: true, nodes: true });

/** What is new of a run since the picture before: only what differs, applied with `applyRunChange`. */
export const runChangeSchema = z.object({
  /** Fields of the view that are other now, or there at last. */
  set: changeable.partial(),
  /** Fields that are gone. */
  unset: z.array(z.string()),
  steps: z.array(stepViewSchema),
  /** Keys of all shown steps in their order, where that is another one. */
  stepKeys: z.array(z.string()).optional(),
  nodes: z.array(nodeFactsSchema),
  nodeIds: z.array(z.string()).optional(),
});
export type RunChange = z.infer<typeof runChangeSchema>;

/**
 * GET /api/live?since=&run=<id>[@<token>]&run=… (server-sent events): one line for a whole browser.
 * `changed`: what moved in the workspace; its SSE id goes into `since` when the line is taken up again.
 * `run`: a whole picture · `run-change`: what is new since · `run-end`: nothing more will come · `run-refused`: why it is not
 * followed. The token of a run says up to where its history was seen; with it only what is newer is sent.
 * `beat`: now and then, so that a dead line is noticed.
 */
export const runPictureSchema = z.object({ runId: z.string(), token: z.string(), view: runViewSchema });
export const runNewsSchema = z.object({
  runId: z.string(),
  /** Missing while more of the same moment is to come. */
  token: z.string().optional(),
  change: runChangeSchema,
});
export const runRefusedSchema = z.object({ runId: z.string(), code: z.string(), message: z.string() });

const followedRun = z
  .string()
  .max(200)
  .transform((text) => {
    const [runId = '', token] = text.split('@');
    return { runId, token };
  });
/** One run or several, each once; the last mention counts. */
export const liveQuerySchema = z.strictObject({
  since: z.string().max(100).optional(),
  run: z
    .preprocess(
      (value) => (value === undefined ? [] : [value].flat()),
      z.array(followedRun).max(mostFollowedRuns),
    )
    .transform((runs) => [...new Map(runs.map((run) => [run.runId, run])).values()]),
});
