import { listRuns } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { derivedId } from '../derived-id.ts';
import { tellRun } from './tell-run.ts';

/** Told in one request; whoever has more open runs presses again. */
const mostCancelled = 1_000;

const openStates = ['starting', 'working', 'waiting', 'stuck'] as const;

/** Tells the open runs of a playbook or a worker to stop, each with an entry of its own. Gives how many were told. */
export async function cancelOpenRuns(
  context: ApiContext,
  of: { playbookId: string } | { workerId: string },
  { by, because }: { by: string; because: string },
): Promise<number> {
  let cancelled = 0;
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await listRuns(context.store, context.workspaceId, {
      ...of,
      states: [...openStates],
      limit: 200,
      cursor,
    });
    for (const run of items) {
      // The same id however often it is pressed: a run that was told once is not told again.
      const message = { verb: 'cancel' as const, commandId: derivedId('cmd', run.id, 'cancel', because), by };
      const outcome = await tellRun(context, run, message, {
        action: 'run.cancel',
        summary: `Cancelled the run “${run.title}”: ${because}`,
      });
      if (outcome === 'sent') cancelled += 1;
    }
    cursor = nextCursor;
  } while (cursor !== undefined && cancelled < mostCancelled);
  context.changes.poke();
  return cancelled;
}

/** How many runs of a playbook or a worker are open. */
export function countOpenRuns(
  { store, workspaceId }: ApiContext,
  of: { playbookId: string } | { workerId: string },
): Promise<number> {
  return store.runs.count({ workspaceId, isOpen: true, ...of });
}
