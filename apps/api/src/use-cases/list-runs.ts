import type { RunRow, runQuerySchema } from '@dayshift/contracts';
import { type RunStateName, runStateSchema } from '@dayshift/model';
import { listRuns as findRuns } from '@dayshift/store';
import type { z } from 'zod';
import type { ApiContext } from '../context.ts';
import { runRows } from '../runs/run-row.ts';
import { RequestError } from '../server/request-error.ts';

/** Runs, newest first. */
export async function listRuns(
  context: ApiContext,
  query: z.output<typeof runQuerySchema>,
): Promise<{ items: RunRow[]; nextCursor?: string }> {
  const { items, ...page } = await findRuns(context.store, context.workspaceId, {
    workerId: query.worker || undefined,
    playbookId: query.playbook || undefined,
    states: query.state ? statesOf(query.state) : undefined,
    startedFrom: query.from,
    startedBefore: query.to,
    text: query.text || undefined,
    cursor: query.cursor || undefined,
    limit: query.limit,
  });
  return { items: await runRows(context, items), ...page };
}

function statesOf(text: string): RunStateName[] {
  return text.split(',').map((word) => {
    const state = runStateSchema.safeParse(word);
    if (state.success) return state.data;
    const known = runStateSchema.options.join(', ');
    throw new RequestError(400, 'INVALID_FIELD', `A run has no state “${word.slice(0, 40)}”.`, {
      path: 'state',
      hint: `It takes some of these, with commas between: ${known}.`,
    });
  });
}
