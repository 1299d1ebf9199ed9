import type {
  AskEffect,
  CallEffect,
  DecisionMessage,
  Effect,
  EngineEvent,
  Failure,
  Json,
  Plan,
  RunState,
} from '@dayshift/model';
import { advance } from './advance.ts';
import { orderBatch } from './order-batch.ts';
import { type RunStart, startRun } from './start-run.ts';

/** How the simulated world answers. Times are virtual: five days pass in no time. */
export interface SimulatedWorld {
  call(
    effect: CallEffect,
  ): { output: Json; costUsd?: number; tookMs?: number } | { failure: Failure; tookMs?: number };
  /** Undefined: nobody answers. */
  answer?(
    effect: AskEffect,
  ): (Pick<DecisionMessage, 'verdict'> & Partial<DecisionMessage> & { afterMs?: number }) | undefined;
}

export interface Simulation {
  state: RunState;
  plan: Plan;
  /** Everything the engine asked of its host, in order. */
  effects: Effect[];
  /** The events it was told, batch by batch. */
  batches: EngineEvent[][];
  /** Virtual ms from start to end. */
  tookMs: number;
}

/** Events of one simulation: far above any real run, so that a bug ends as a result and not as a hang. */
const eventLimit = 100_000;

/** Runs a plan in memory until it is over or nothing more can happen. */
export function simulate(plan: Plan, start: RunStart, world: SimulatedWorld, startAt = 0): Simulation {
  const pending: { at: number; order: number; event: EngineEvent }[] = [];
  const effects: Effect[] = [];
  const batches: EngineEvent[][] = [];
  let order = 0;
  let current = plan;
  let now = startAt;
  const later = (at: number, event: EngineEvent) => pending.push({ at, order: order++, event });
  const carryOut = (wanted: Effect[]) => {
    for (const effect of wanted) {
      effects.push(effect);
      if (effect.type === 'use-plan') current = effect.plan;
      else perform(effect, world, now, pending, later);
    }
  };
  const { state, effects: first } = startRun(plan, start, now);
  carryOut(first);
  for (let count = 0; state.status === 'open' && pending.length > 0 && count < eventLimit; count += 1) {
    pending.sort((a, b) => a.at - b.at || a.order - b.order);
    now = Math.max(now, pending[0]?.at ?? now);
    const due = pending.filter((each) => each.at <= now);
    pending.splice(0, pending.length, ...pending.filter((each) => each.at > now));
    const batch = orderBatch(due.map(({ event }) => ({ ...event, at: now })));
    batches.push(batch);
    for (const event of batch) carryOut(advance(current, state, event));
  }
  return { state, plan: current, effects, batches, tookMs: now - startAt };
}

function perform(
  effect: Effect,
  world: SimulatedWorld,
  now: number,
  pending: { event: EngineEvent }[],
  later: (at: number, event: EngineEvent) => void,
): void {
  switch (effect.type) {
    case 'call': {
      const answer = world.call(effect);
      const at = now + (answer.tookMs ?? 1);
      if ('failure' in answer)
        return later(at, { type: 'call-failed', at, key: effect.key, failure: answer.failure });
      const cost = answer.costUsd === undefined ? {} : { costUsd: answer.costUsd };
      return later(at, { type: 'call-finished', at, key: effect.key, output: answer.output, ...cost });
    }
    case 'start-timer':
      return later(effect.at, { type: 'timer-fired', at: effect.at, key: effect.key });
    case 'stop-timer':
      return forget(pending, effect.key, ['timer-fired']);
    case 'stop-call':
      return forget(pending, effect.key, ['call-finished', 'call-failed']);
    case 'ask': {
      const answer = world.answer?.(effect);
      if (!answer) return;
      const { afterMs, ...decision } = answer;
      const at = now + (afterMs ?? 1);
      return later(at, {
        type: 'approval-answered',
        at,
        approvalId: effect.approvalId,
        decisionId: `simulated:${effect.approvalId}`,
        isEdited: false,
        by: 'simulator',
        ...decision,
      });
    }
    case 'expire-approval':
      return later(now + 1, { type: 'approval-expired', at: now + 1, key: effect.key });
    case 'close-approval':
    case 'use-plan':
    case 'complete':
    case 'fail':
    case 'cancel':
      return;
    default:
      effect satisfies never;
  }
}

function forget(pending: { event: EngineEvent }[], key: string, types: readonly EngineEvent['type'][]): void {
  const index = pending.findIndex(
    ({ event }) => 'key' in event && event.key === key && types.includes(event.type),
  );
  if (index >= 0) pending.splice(index, 1);
}
