import type { EffectClass, Patience, Scope, Step, Value } from '@dayshift/model';
import { type OperationName, operations } from '@dayshift/operations';

/**
 * What a node compiles to: one step, or a few with names. The compiler gives ids, scope, join and title; a port leads to
 * another part of the fragment, out of the node by one of its own ports, or nowhere.
 */
export interface Fragment {
  /** Part that the node's arrows lead into. */
  entry: string;
  parts: FragmentPart[];
  /** The body of a container, which holds the nodes drawn inside. */
  body?: ScopeDraft;
}

export type FragmentPart = StepDraft & {
  /** `main` carries the node's key and its output. */
  part: string;
  ports: FragmentPort[];
};

export interface FragmentPort {
  name: string;
  to?: string;
  exit?: string;
}

/** A step without what the compiler adds. `approvedBy` and `bodyScopeId` name parts; the compiler makes ids of them. */
type StepDraft = StepDraftOf<Step>;
type StepDraftOf<Kind> = Kind extends Step
  ? Omit<Kind, 'id' | 'nodeId' | 'key' | 'title' | 'scopeId' | 'join' | 'ports' | 'bodyScopeId'>
  : never;

export type CallDraft = Extract<StepDraft, { kind: 'call' }>;

export type ScopeDraft = ScopeDraftOf<Scope>;
type ScopeDraftOf<Kind> = Kind extends { kind: 'root' }
  ? never
  : Kind extends Scope
    ? Omit<Kind, 'id' | 'parentId'>
    : never;

export interface CompileContext {
  title: string;
  /** Name in expressions. */
  key: string;
  /** The author's own settings over the operation's. */
  patience: Partial<Patience> | undefined;
}

/** A node that is one step whose ports are the node's ports. */
export function oneStep(step: StepDraft, exits: readonly string[], body?: ScopeDraft): Fragment {
  const parts: FragmentPart[] = [
    { ...step, part: 'main', ports: exits.map((name) => ({ name, exit: name })) },
  ];
  return body ? { entry: 'main', parts, body } : { entry: 'main', parts };
}

/** A call of an operation, stamped with its queue, effect class and patience. */
export function callOf(
  name: OperationName,
  input: Value,
  context: CompileContext,
  effect?: EffectClass,
): CallDraft {
  const operation = operations[name];
  return {
    kind: 'call',
    operation: name,
    input,
    queue: operation.queue,
    patience: { ...operation.patience, ...context.patience },
    effect: effect ?? operation.effect,
  };
}
