import type { JoinPolicy } from './graph.ts';
import type { Json } from './json.ts';

/**
 * What a playbook version compiles to: a small closed language that the engine runs. Content-hashed and pinned in the
 * run's input, so an open run never depends on a later edit. Arrays, not maps: their order is the order of work.
 */
export interface Plan {
  formatVersion: 1;
  /** How its expressions are read where a later release reads them in another way; missing is 1. */
  dialect?: 2;
  /** SHA-256 (hex) of the canonical JSON of everything but `hash`, `playbookId` and `version`. */
  hash: string;
  playbookId: string;
  /** 0 is a draft. */
  version: number;
  scopes: Scope[];
  steps: Step[];
}

export type Scope = RootScope | MapScope | LoopScope;

export interface RootScope {
  id: 'root';
  kind: 'root';
}

/** One activation of the body per item, a sliding window of `concurrency` at a time, results by index. */
export interface MapScope {
  id: string;
  kind: 'map';
  parentId: string;
  items: Value;
  concurrency: number;
  /** What one item yields; evaluated at the end of its activation. */
  collect: Value;
}

/** The body again and again until `until` is true, at most `max` times. */
export interface LoopScope {
  id: string;
  kind: 'loop';
  parentId: string;
  until: Expression;
  max: number;
  collect: Value;
}

/** CEL source. Parsed once per plan by the host. */
export type Expression = string;

/** JSON whose strings may hold `{{ expression }}` holes; a string that is one hole keeps the expression's type. */
export type Value = Json;

export type Step =
  | TriggerStep
  | CallStep
  | ComputeStep
  | SwitchStep
  | WaitStep
  | ApproveStep
  | ScopeStep
  | EndStep
  | FailStep;
export type StepKind = Step['kind'];

interface StepBase {
  /** The node's id, or `<nodeId>.<part>` where a node compiles to several steps. */
  id: string;
  nodeId: string;
  /** Name in expressions: `steps.<key>`. Undefined for inner steps whose output nobody may read. */
  key?: string;
  title: string;
  scopeId: string;
  join: JoinPolicy;
  /** What each port leads to, in drawing order. A port with no targets is allowed. */
  ports: PlanPort[];
}

export interface PlanPort {
  name: string;
  to: string[];
}

/** Where runs enter. Its output is the trigger's data. Ports: `out`. */
export interface TriggerStep extends StepBase {
  kind: 'trigger';
  triggerType: string;
}

/** Asks the outside world through an operation. Ports: `done`, and `error` if drawn. */
export interface CallStep extends StepBase {
  kind: 'call';
  operation: string;
  input: Value;
  queue: Queue;
  patience: Patience;
  effect: EffectClass;
  /** Step id of the approval whose stored bytes this call executes; `input` is then not used. */
  approvedBy?: string;
}

/** Expressions only: computed inside the workflow task, costs no history event. Ports: `done`. */
export interface ComputeStep extends StepBase {
  kind: 'compute';
  output: Value;
}

/** The first case that is true, else `otherwise`. One live port; the others are dead. */
export interface SwitchStep extends StepBase {
  kind: 'switch';
  cases: { port: string; when: Expression }[];
  otherwise: string;
}

/** Sleeps for a number of seconds or until an instant (ISO 8601 with offset). Ports: `done`. */
export interface WaitStep extends StepBase {
  kind: 'wait';
  seconds?: Value;
  until?: Value;
}

/** Asks a person. Ports: `approved`, `rejected`, `expired`. A timeout never approves. */
export interface ApproveStep extends StepBase {
  kind: 'approve';
  request: {
    /** What is asked, in one sentence. */
    title: Value;
    /** The exact action that is executed after a yes; undefined for a plain review of `fields`. */
    action?: { operation: string; input: Value };
    /** A plain review: values shown, and editable. */
    fields?: Value;
    /** The AI's own words, shown in a fenced box. */
    reason?: Value;
    assignee: Value;
    dueSeconds?: Value;
  };
}

/** Runs a map or loop scope as one step. Ports: `done`. */
export interface ScopeStep extends StepBase {
  kind: 'scope';
  bodyScopeId: string;
}

/** Ends the whole run with an outcome. */
export interface EndStep extends StepBase {
  kind: 'end';
  outcome: Value;
  output: Value;
}

/** Fails the whole run; a failed run can be resumed from here. */
export interface FailStep extends StepBase {
  kind: 'fail';
  code: Value;
  message: Value;
}

/** `core`: workflows and tiny database work · `agent`: model calls · `effects`: tools. */
export type Queue = 'core' | 'agent' | 'effects';

/** How often and how long an operation is tried. Seconds throughout. */
export interface Patience {
  attempts: number;
  timeoutSeconds: number;
  firstRetrySeconds: number;
  longestRetrySeconds: number;
  heartbeatSeconds?: number;
}

/**
 * What repeating a call would mean. `read`: nothing · `key`: the receiver honours our idempotency key ·
 * `lookup`: we can ask whether it happened · `none`: it would happen again, so an unknown outcome is never re-sent.
 */
export type EffectClass = 'read' | 'key' | 'lookup' | 'none';
