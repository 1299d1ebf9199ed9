import type { Run, RunState, StepState } from '@dayshift/model';
import { update } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { conflict } from '../server/request-error.ts';

/** A command takes effect within moments; one that never reached the run must not bar the way. */
const onItsWayMs = 10_000;

type Command = NonNullable<Run['command']>;

/** The standstill of a step, in one word. */
export function incidentOf({ key, stuckAt = 0 }: Pick<StepState, 'key' | 'stuckAt'>): string {
  return `${key}|${stuckAt}`;
}

/** Every standstill of a run: what going on with all of it is about. Empty when nothing stands still. */
export function incidentsOf({ steps }: RunState): string {
  return Object.values(steps)
    .filter(({ status }) => status === 'stuck')
    .map(incidentOf)
    .join(' ');
}

/**
 * Of two people, or two tabs, that tell one stuck step something at once, one is first. The run would take the first and pass
 * over the second, so the second is told. `incident` names one standstill: the step and since when; of a resume, all of them.
 */
export async function claimCommand(
  context: ApiContext,
  run: Run,
  command: Omit<Command, 'at'>,
): Promise<void> {
  const at = context.now();
  const isTaken = (before: Run['command']) =>
    before !== undefined &&
    isAbout(before.incident, command.incident) &&
    before.id !== command.id &&
    at - before.at < onItsWayMs;
  const outcome = await update(context.store.runs, run.id, (row) =>
    isTaken(row.command) ? undefined : { ...row, command: { ...command, at } },
  );
  if (outcome.kind !== 'unchanged') return;
  const { by, verb } = outcome.doc.command ?? command;
  throw conflict('COMMAND_TAKEN', `${by} was first and chose “${verb.replaceAll('-', ' ')}”.`, {
    hint: 'See what came of it.',
    details: { by, verb },
  });
}

function isAbout(before: string, now: string): boolean {
  const all = new Set(before.split(' '));
  return now.split(' ').some((incident) => all.has(incident));
}
