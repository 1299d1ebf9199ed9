import { relayDecisions } from './approvals/relay-decisions.ts';
import type { ApiContext } from './context.ts';
import { goOnWithModel, type ModelProbes } from './going-on/go-on-with-model.ts';
import { goOnWithinBudget } from './going-on/go-on-within-budget.ts';
import { notifyPeople } from './notifications/notify-people.ts';
import { startHeldRuns } from './runs/held-runs.ts';
import { type Round, reconcileRuns } from './runs/reconcile-runs.ts';
import { sweepStartingRuns } from './runs/sweep-starting-runs.ts';
import { removeExpired } from './session/sessions.ts';

/** Work nobody waits for: sends again, starts again, compares, tidies up. Each job never overlaps itself. */
export function startBackground(context: ApiContext): { stop(): Promise<void> } {
  const round: Round = {};
  const probes: ModelProbes = { lastAt: 0 };
  const jobs = [
    every(2_000, 'relay', () => relayDecisions(context)),
    every(5_000, 'sweep', () => sweepStartingRuns(context)),
    every(5_000, 'held', () => startHeldRuns(context)),
    every(10_000, 'reconcile', () => reconcileRuns(context, round)),
    every(15_000, 'go on', () => goOnByThemselves(context, probes)),
    every(10_000, 'notify', () => notifyPeople(context)),
    every(10_000, 'schedules', () => context.schedules.keepAll()),
    every(3_600_000, 'expire', () => removeExpired(context.store, context.now())),
  ];
  const first = context.schedules
    .keepAll()
    .catch((error) => context.log.error({ err: error }, 'the schedules could not be compared yet'));
  return {
    async stop() {
      await Promise.all([first, ...jobs.map((job) => job.stop())]);
    },
  };

  function every(pauseMs: number, name: string, work: () => Promise<unknown>) {
    let current: Promise<unknown> = Promise.resolve();
    let isRunning = false;
    const timer = setInterval(() => {
      if (isRunning) return;
      isRunning = true;
      current = work()
        .catch((error) =>
          context.log.error({ err: error, job: name }, 'a background job failed; it is tried again'),
        )
        .finally(() => {
          isRunning = false;
        });
    }, pauseMs);
    return {
      async stop() {
        clearInterval(timer);
        await current;
      },
    };
  }
}

/** Runs that stood still for a reason that is gone. */
async function goOnByThemselves(context: ApiContext, probes: ModelProbes): Promise<void> {
  await goOnWithinBudget(context);
  await goOnWithModel(context, probes);
}
