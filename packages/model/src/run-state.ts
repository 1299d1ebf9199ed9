import type { DecisionMessage } from './decision-message.ts';
import type { Failure } from './failure.ts';
import type { Json } from './json.ts';
import type { ModelTotals, ModelUsage } from './model-usage.ts';

/**
 * The engine's whole memory of a run; plain JSON. The same state comes out of the workflow, the simulator and the
 * projection of the history.
 */
export interface RunState {
  formatVersion: 1;
  /** Semantics the run was started with (`RunInput.engineVersion`); missing is 1. */
  engineVersion?: number;
  status: 'open' | 'completed' | 'failed' | 'cancelled';
  startedAt: number;
  trigger: Json;
  triggerNodeId: string;
  /** The `run` and `worker` variables. */
  run: Json;
  worker: Json;
  /** One entry per scope activation; `root` is the first. */
  activations: Record<string, Activation>;
  /** By instance key. */
  steps: Record<string, StepState>;
  /** Results of an earlier run or plan, adopted without any effect when their instance is reached, and then dropped. */
  seed: Record<string, SeededStep>;
  /** By instance of a container without its generation: items and rounds that are kept as they came out. */
  seedItems?: Record<string, SeededItems>;
  /** By instance without its generation: work of an older plan that is still under way and that the new plan takes over. */
  carried?: Record<string, StepState>;
  /** Ids of decisions and commands already taken in; a repeated delivery changes nothing. */
  seen: string[];
  /** Work that is due but not yet done: empty between events unless a pure stretch was cut to breathe. */
  ready: ReadyWork[];
  /** Calls that are due while as many are out as a run may have; in order. */
  waiting?: ReadyWork[];
  /** True from the host's `hold` on: nothing new is begun until the run goes on in a fresh history. */
  isHeld?: boolean;
  /** True once the run was too large to go on in a fresh history: it stays in the one it has. */
  cannotTravel?: boolean;
  /** Items and rounds begun so far, in all containers together. */
  rounds?: number;
  /** Instance (without generation) → generation of its next execution, where that is not 0. */
  generations: Record<string, number>;
  /** Decisions that came before their question. */
  early: DecisionMessage[];
  /** True once a person decided or changed anything. */
  hadPerson: boolean;
  outcome?: string;
  output?: Json;
  failure?: Failure;
  costUsd: number;
  modelTotals?: ModelTotals;
  /** Size of everything the steps have handed on and that is still kept, as JSON. */
  keptBytes?: number;
}

export type ReadyWork =
  | { type: 'run'; activation: string; stepId: string }
  | { type: 'close'; activation: string };

export interface Activation {
  key: string;
  scopeId: string;
  /** Iteration path: '' for root, '3' for the fourth item, '3.0' nested. */
  path: string;
  /** Instance key of the scope step that opened it. */
  openedBy?: string;
  /** `<stepId>:<port>><targetId>` → whether the arrow can still carry a token. Missing is undecided. */
  edges: Record<string, 'live' | 'dead'>;
  item?: Json;
  index?: number;
  /** Steps of this activation that are not settled yet; it closes at 0. */
  unsettled: number;
  /** Failure last routed through an error port in this activation: the `error` variable. */
  error?: Failure;
  isClosed: boolean;
}

export type StepStatus =
  | 'running'
  | 'sleeping'
  | 'asking'
  | 'stuck'
  | 'done'
  | 'skipped'
  | 'failed'
  | 'cancelled';

/** One execution of a step: `step@iteration!generation` (`@…` and `!…` are left out when empty or 0). */
export interface StepState {
  key: string;
  stepId: string;
  nodeId: string;
  path: string;
  generation: number;
  status: StepStatus;
  /** The port it left by. */
  port?: string;
  output?: Json;
  failure?: Failure;
  startedAt: number;
  endedAt?: number;
  /** Since when it stands still. */
  stuckAt?: number;
  /** When a sleeping step wakes, or an open question expires (ms since 1970). */
  dueAt?: number;
  costUsd?: number;
  usage?: ModelUsage;
  /** True when the result was kept from an earlier run or plan. */
  isReused?: boolean;
  /** True when a person set the result or skipped it. */
  isOverridden?: boolean;
  /** True once the call was given to the host, until it is answered. */
  isOut?: boolean;
  /** What a person gave the call to ask with, instead of what its step says. */
  givenInput?: Json;
  /** True while the run asks whether the question was answered before its deadline. */
  isExpiring?: boolean;
  /** What an open question is about, until it is answered. */
  asked?: Json;
  /** Items of a map that is under way. */
  items?: Json[];
  /** Map and loop: how many activations were opened and finished; results by index. */
  progress?: Progress;
}

export interface Progress {
  opened: number;
  finished: number;
  total?: number;
  results: Json[];
  /** Items that were skipped: their result is null. */
  skipped?: number[];
}

/** A recorded result that a resumed run keeps. */
export interface SeededStep {
  /** Plan step id and port are looked up in the new plan; the output is taken as it was. */
  port: string;
  output: Json;
  costUsd?: number;
  startedAt: number;
  endedAt: number;
  /** A person's answer kept with it, for an approve step. */
  isDecision?: boolean;
  /** It failed and left by its error port. */
  failure?: Failure;
  /** A person set the result or skipped the step. */
  isOverridden?: boolean;
}

/** What a container that was not finished keeps: results by index. Of a loop, the last round's is enough. */
export interface SeededItems {
  results: Record<string, Json>;
  skipped?: number[];
}
