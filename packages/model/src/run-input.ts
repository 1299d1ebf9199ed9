import type { Json } from './json.ts';
import type { ModelTotals, ModelUsage } from './model-usage.ts';
import type { Plan } from './plan.ts';
import type { RunState, SeededItems, SeededStep } from './run-state.ts';

/** Newest engine semantics. A run keeps the one it was started with, until it goes on in a fresh history. */
export const currentEngineVersion = 2;

/** The one argument of the workflow `runPlaybook`. */
export interface RunInput {
  engineVersion: number;
  workspaceId: string;
  runId: string;
  /** Missing for a run begun by a schedule: then the first thing it does is the activity `run.begin`. */
  plan?: Plan;
  scheduled?: { playbookId: string; nodeId: string };
  triggerNodeId: string;
  trigger: Json;
  worker: Json;
  seed?: Record<string, SeededStep>;
  seedItems?: Record<string, SeededItems>;
  /** Origin of the effects these instances keep (`effectOrigin`): sent before with an unknown outcome, so the same key is used again. */
  inheritedKeys?: Record<string, string>;
  /** One process serves all queues: what touches the outside world goes over the run's own, which is faster. */
  isOneHost?: boolean;
  /** Set by continue-as-new; `trigger`, `seed` and `seedItems` are empty then, for the state has them. */
  resume?: RunState;
}

/** What `runPlaybook` returns. */
export interface RunResult {
  outcome: string;
  output: Json;
}

/** The one argument of every operation's activity. */
export interface CallInput {
  workspaceId: string;
  runId: string;
  /** Part of the idempotency key: the run's id, or the origin of the effect it inherited. */
  runKey: string;
  playbookId: string;
  version: number;
  key: string;
  stepId: string;
  title: string;
  generation: number;
  operation: string;
  input: Json;
  effect: 'read' | 'key' | 'lookup' | 'none';
  approvalId?: string;
  /** It stands behind a question and was not let through alone: without a valid approval it is refused. */
  isGated?: boolean;
}

/** What every operation's activity returns. `costUsd` is missing when unknown, never guessed. */
export interface CallResult {
  output: Json;
  costUsd?: number;
  usage?: ModelUsage;
}

/** A change of the run that its row in the store shows; sent out of the workflow without a history event. */
export interface RunReport {
  workspaceId: string;
  runId: string;
  state: 'working' | 'waiting' | 'stuck' | 'done' | 'failed' | 'cancelled';
  at: number;
  /** Made by `reportSequence`; an older one never overwrites a newer one. */
  sequence: number;
  version: number;
  openApprovals: number;
  stuck: { key: string; nodeId: string; title: string; failure: { code: string; message: string } }[];
  currentTitle?: string;
  outcome?: string;
  output?: Json;
  failure?: { code: string; message: string };
  costUsd: number;
  modelTotals?: ModelTotals;
  /** True if a person decided or changed anything in this run. */
  hadPerson: boolean;
}
