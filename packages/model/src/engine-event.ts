import type { DecisionMessage } from './decision-message.ts';
import type { Failure } from './failure.ts';
import type { Json } from './json.ts';
import type { ModelUsage } from './model-usage.ts';
import type { EffectClass, Patience, Plan, Queue } from './plan.ts';
import type { SeededItems, SeededStep } from './run-state.ts';

/** What the engine is told. `at` is the task's time in ms since 1970: the engine has no clock. */
export type EngineEvent =
  | { type: 'run-started'; at: number }
  | { type: 'call-finished'; at: number; key: string; output: Json; costUsd?: number; usage?: ModelUsage }
  | { type: 'call-failed'; at: number; key: string; failure: Failure }
  | { type: 'timer-fired'; at: number; key: string }
  /** The question could not be put: what it would ask for can never be carried out. */
  | { type: 'ask-refused'; at: number; key: string; failure: Failure }
  /** The deadline has passed and nobody had answered before it. */
  | { type: 'approval-expired'; at: number; key: string }
  /** Begin nothing new: the history is long, and the run goes on in a fresh one as soon as nothing is out. */
  | { type: 'hold'; at: number }
  | { type: 'go-on'; at: number }
  | ({ type: 'approval-answered'; at: number } & DecisionMessage)
  | ({ type: 'control-received'; at: number } & ControlMessage)
  | { type: 'cancel-requested'; at: number };

/** Payload of the `control` signal. */
export type ControlMessage = { commandId: string; by: string } & (
  | RepairMessage
  | { verb: 'cancel' }
  | SwapPlan
);

/** What a person does about a stuck step; `key` is its instance key. */
export type RepairMessage =
  /** Automatic: not a person but the reason it stood still went away. */
  | { verb: 'retry'; key: string; isAutomatic?: boolean }
  /** Once more, asking with this instead of what the step says. */
  | { verb: 'retry-with'; key: string; input: Json }
  | { verb: 'skip'; key: string }
  /** Gives up the whole item of the For each that the step stands in; its result is null. */
  | { verb: 'skip-item'; key: string }
  | { verb: 'set-output'; key: string; output: Json }
  /** Nobody knew whether it was sent; the person does. */
  | { verb: 'it-happened'; key: string; output: Json }
  | { verb: 'it-did-not'; key: string }
  | { verb: 'fail'; key: string; message: string };
export const repairVerbs = [
  'retry',
  'retry-with',
  'skip',
  'skip-item',
  'set-output',
  'it-happened',
  'it-did-not',
  'fail',
] as const satisfies readonly RepairMessage['verb'][];
export type RepairVerb = (typeof repairVerbs)[number];

/** Go on with a new plan. Everything was decided by the resume planner; the engine carries it out. */
export interface SwapPlan {
  verb: 'swap-plan';
  plan: Plan;
  /** Results to keep, by instance without generation. */
  seed: Record<string, SeededStep>;
  seedItems?: Record<string, SeededItems>;
  /** Instances (without generation) that go on; one that finished meanwhile is kept. Missing in commands of older releases. */
  goOn?: string[];
  /** Instances (without generation) to do anew, and whether under a fresh idempotency key or the one they had. */
  redo?: Record<string, 'fresh' | 'same-key'>;
  /** How often each of `redo` had been begun anew when it was planned. Since then somebody else's command may have been first. */
  redoneBefore?: Record<string, number>;
  /** Steps that ask for the same in both plans: what began after planning, and is named above nowhere, goes on if its step is one of them. */
  unchanged?: string[];
  /** Only in commands of older releases: state that `seed` was made from. */
  plannedAt?: number;
}

/** What the engine asks its host to do. */
export type Effect =
  | CallEffect
  | { type: 'start-timer'; key: string; at: number }
  | { type: 'stop-timer'; key: string }
  | { type: 'stop-call'; key: string }
  | AskEffect
  | {
      type: 'close-approval';
      key: string;
      approvalId: string;
      state: 'applied' | 'expired' | 'cancelled';
      decisionId?: string;
    }
  /** The deadline is here: has anybody answered? Told by `approval-expired` or `approval-answered`. */
  | { type: 'expire-approval'; key: string; approvalId: string }
  | { type: 'use-plan'; plan: Plan }
  | { type: 'complete'; outcome: string; output: Json }
  | { type: 'fail'; failure: Failure }
  | { type: 'cancel' };

export interface CallEffect {
  type: 'call';
  key: string;
  stepId: string;
  title: string;
  generation: number;
  operation: string;
  input: Json;
  queue: Queue;
  patience: Patience;
  effect: EffectClass;
  approvalId?: string;
  /** It stands behind a question and was not let through alone: without a valid approval it must not be carried out. */
  isGated?: boolean;
}

export interface AskEffect {
  type: 'ask';
  key: string;
  approvalId: string;
  stepId: string;
  nodeId: string;
  stepTitle: string;
  title: string;
  action?: { operation: string; input: Json };
  fields?: Json;
  reason?: string;
  assignee: string;
  dueAt?: number;
}
