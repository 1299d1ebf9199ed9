import type { Run } from '@dayshift/model';
import type { ApiContext } from '../context.ts';
import { derivedId } from '../derived-id.ts';
import { tellRun } from '../runs/tell-run.ts';

type StuckStep = Run['stuck'][number];

const mostOfOneCause = 200;

/** Runs that stand still on one of these codes, the one waiting longest first. A run's cause names its first stuck step. */
export async function runsStuckOn(
  context: ApiContext,
  codes: readonly string[],
  workerId?: string,
): Promise<Run[]> {
  const { runs } = context.store;
  const where = {
    workspaceId: context.workspaceId,
    state: 'stuck',
    ...(workerId !== undefined && { workerId }),
  };
  const causes = Object.keys(await runs.countBy('cause', where)).filter((cause) =>
    codes.includes(cause.slice(cause.lastIndexOf('|') + 1)),
  );
  const order = { by: 'startedAt', direction: 'ascending' } as const;
  const found = await Promise.all(
    causes.map((cause) => runs.find({ where: { ...where, cause }, order, limit: mostOfOneCause })),
  );
  return found.flat().sort((a, b) => a.changedAt - b.changedAt);
}

export function stepsStuckOn({ stuck }: Run, codes: readonly string[]): StuckStep[] {
  return stuck.filter(({ failure }) => codes.includes(failure.code));
}

/** Tries these steps again because their reason went away. The same step standing still is told once, however often asked. */
export async function goOn(
  context: ApiContext,
  run: Run,
  { codes, why, by = 'Dayshift' }: { codes: readonly string[]; why: string; by?: string },
): Promise<boolean> {
  let isAny = false;
  for (const { key, title } of stepsStuckOn(run, codes)) {
    const commandId = derivedId('cmd', run.id, key, 'goes-on', String(run.changedAt));
    const outcome = await tellRun(
      context,
      run,
      { verb: 'retry', key, commandId, by, isAutomatic: true },
      { action: 'run.goes-on', summary: `Went on at “${title}”: ${why}.` },
    );
    isAny ||= outcome === 'sent';
  }
  return isAny;
}
