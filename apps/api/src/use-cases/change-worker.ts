import type { WorkerChange } from '@dayshift/contracts';
import type { Worker } from '@dayshift/model';
import { getWorker, updateWorker } from '@dayshift/store';
import { audit } from '../audit.ts';
import type { ApiContext } from '../context.ts';
import { goOnWithinBudget } from '../going-on/go-on-within-budget.ts';
import { conflict } from '../server/request-error.ts';
import { checkTimeZone } from '../workers/check-time-zone.ts';

/** Sends a worker home or back to work, or changes who it is and what it may spend. Sent home, it takes no new work; open runs go on. */
export async function changeWorker(
  context: ApiContext,
  { id, by, ...change }: WorkerChange & { id: string; by: string },
): Promise<{ id: string; wentOn: number }> {
  if (change.timeZone !== undefined) checkTimeZone(change.timeZone);
  const before = await getWorker(context.store, context.workspaceId, id);
  const { kind, doc } = await updateWorker(context.store, context.workspaceId, id, (worker) =>
    worker.leftAt === undefined && differs(worker, change)
      ? { ...worker, ...defined(change), ...raisedAt(worker, change, context.now()) }
      : undefined,
  );
  if (doc.leftAt !== undefined)
    throw conflict('WORKER_LEFT', `${doc.name} was let go.`, {
      hint: 'Hire them again to change something.',
    });
  context.published.forget();
  if (change.isPaused !== undefined)
    for (const published of await context.published.all())
      if (published.playbook.workerId === id) await context.schedules.keepOf(published);
  if (kind === 'done')
    await audit(context, {
      actor: by,
      action: 'worker.changed',
      target: id,
      summary: whatChanged(before, doc),
    });
  const isRaised = doc.budgetUsdPerDay > before.budgetUsdPerDay;
  return { id, wentOn: isRaised ? await goOnAtOnce(context, id) : 0 };
}

/** The raise holds whatever comes of this: who could not be told now is told in the background. */
async function goOnAtOnce(context: ApiContext, workerId: string): Promise<number> {
  try {
    return await goOnWithinBudget(context, workerId);
  } catch (error) {
    context.log.warn(
      { err: error, workerId },
      'runs could not be told of a raise; they are told in a moment',
    );
    return 0;
  }
}

/** Runs that stopped at the old budget go on by this. */
function raisedAt(before: Worker, { budgetUsdPerDay = 0 }: WorkerChange, now: number): Partial<Worker> {
  return budgetUsdPerDay > before.budgetUsdPerDay ? { budgetRaisedAt: now } : {};
}

/** Without what was not said; `undefined` would overwrite. */
function defined(change: WorkerChange): Partial<Worker> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

function differs(worker: Worker, change: WorkerChange): boolean {
  return Object.entries(defined(change)).some(([name, value]) => worker[name as keyof Worker] !== value);
}

const says: { [Name in keyof WorkerChange]-?: (before: Worker, after: Worker) => string } = {
  isPaused: (_, { name, isPaused }) => `Sent ${name} ${isPaused ? 'home' : 'back to work'}.`,
  budgetUsdPerDay: (_, { name, budgetUsdPerDay }) =>
    `Set the budget of ${name} to $${budgetUsdPerDay} a day.`,
  name: (before, after) => `Renamed ${before.name} to ${after.name}.`,
  role: (_, { name, role }) => `${name} is now ${role}.`,
  manager: (_, { name, manager }) => `${name} reports to ${manager} now.`,
  hours: (_, { name, hours }) => `${name} works ${hours} now.`,
  timeZone: (_, { name, timeZone }) => `${name} works in ${timeZone} now.`,
};

function whatChanged(before: Worker, after: Worker): string {
  return Object.entries(says)
    .filter(([name]) => before[name as keyof Worker] !== after[name as keyof Worker])
    .map(([, say]) => say(before, after))
    .join(' ');
}
