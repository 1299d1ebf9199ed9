import type { DecisionMessage } from './decision-message.ts';
import type { Failure } from './failure.ts';
import type { Json } from './json.ts';
import type { ModelUsage } from './model-usage.ts';
import type { EffectClass, Patience, Plan, Queue } from './plan.ts';
import type { SeededStep } from './run-state.ts';

/** What the engine is told. `at` is the task's time in ms since 1970: the engine has no clock. */
export type EngineEvent =
  | { type: 'run-started'; at: number }
  | { type: 'call-finished'; at: number; key: string; output: Json; costUsd?: number; usage?: ModelUsage }
  | { type: 'call-failed'; at: number; key: string; failure: Failure }
  | { type: 'timer-fired'; at: number; key: string }
  | ({ type: 'approval-answered'; at: number } & DecisionMessage)
  | ({ type: 'control-received'; at: number } & ControlMessage)
  | { type: 'cancel-requested'; at: number };

/** Payload of the `control` signal. */
export type ControlMessage = {
  commandId: string;
  by: string;
} /** Automatic: not a person but the reason it stood still went away. */ & (
  | { verb: 'retry'; key: string; isAutomatic?: boolean }
  | { verb: 'skip'; key: string }
  | { verb: 'set-output'; key: string; output: Json }
  | { verb: 'fail'; key: string; message: string }
  | { verb: 'cancel' }
  /** Go on with a new plan: everything not in `seed` and not in flight is decided anew. */
  | {
      verb: 'swap-plan';
      plan: Plan;
      seed: Record<string, SeededStep>;
      /** State that `seed` was made from: an effect that finished after it is kept as well, never repeated. */
      plannedAt?: number;
    }
);

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
