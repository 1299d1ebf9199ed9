import {
  effectOrigin,
  type Plan,
  type RunState,
  type ScopeStep,
  type SeededItems,
  type SeededStep,
  type Step,
  type StepState,
  type SwapPlan,
} from '@dayshift/model';
import { closedItems } from '../closed-items.ts';
import { baseKey, instanceKey, iterationPath } from '../instance-key.ts';
import { planIndex } from '../plan-index.ts';
import { inOrder } from './in-order.ts';
import { type Judged, judgeStep, type ResumeAction, type StepCase } from './judge-step.ts';
import { isSameWork } from './same-work.ts';

export interface ResumeQuestion {
  runId: string;
  /** An open run goes on in place; of a closed one a new run is made. */
  isOpen: boolean;
  state: RunState;
  /** Steps of items and rounds that are over, by instance key (`Projection.pruned`). */
  pruned?: Readonly<Record<string, StepState>>;
  before: Plan;
  after: Plan;
  /** Number that `after` has, or will have once it is published. */
  toVersion: number;
  fromNodeId?: string | undefined;
  /** True when the trigger's input is replaced. */
  hasNewTrigger: boolean;
  /** Instance keys ticked to be done again. */
  redo: readonly string[];
  /** Effects the run itself inherited, by instance key: where their keys come from. */
  inheritedKeys: Readonly<Record<string, string>>;
}

/** One line of the plan that a person is shown. */
export interface ResumeLine {
  /** Instance key. */
  key: string;
  nodeId: string;
  title: string;
  action: ResumeAction;
  /** In words. */
  why: string;
  /** Redoing it would repeat something that was sent. */
  repeatsEffect: boolean;
  mayRedo: boolean;
}

/** What is shown, and beside it what the engine carries out: both come from one judgement of each step. */
export interface ResumeAnswer {
  steps: ResumeLine[];
  /** Titles of effects that would be sent again: only what was ticked. */
  repeats: string[];
  problems: string[];
  seed: Record<string, SeededStep>;
  seedItems: Record<string, SeededItems>;
  goOn: string[];
  redo: NonNullable<SwapPlan['redo']>;
  redoneBefore: NonNullable<SwapPlan['redoneBefore']>;
  unchanged: string[];
  /** For a fork: calls that may have gone out, and the origin whose idempotency key they keep. */
  inheritedKeys: Record<string, string>;
}

/**
 * What resuming a run would do, step by step, without doing it. Finished work is kept unless it or something before it
 * changed; what was sent is never sent again unless a person ticked it.
 */
export function planResume(question: ResumeQuestion): ResumeAnswer {
  const { isOpen, hasNewTrigger, fromNodeId, before, after, state } = question;
  const answer: ResumeAnswer = {
    steps: [],
    repeats: [],
    problems: [],
    seed: {},
    seedItems: {},
    goOn: [],
    redo: {},
    redoneBefore: {},
    unchanged: unchangedSteps(before, after),
    inheritedKeys: {},
  };
  if (isOpen && hasNewTrigger)
    answer.problems.push('An open run keeps its input. Cancel it first, or run it again with the new one.');
  if (fromNodeId !== undefined && !after.steps.some(({ nodeId }) => nodeId === fromNodeId))
    answer.problems.push('The step to start again at is not in this version.');
  const entry = after.steps.find(({ kind, nodeId }) => kind === 'trigger' && nodeId === state.triggerNodeId);
  if (!entry) answer.problems.push('This version has no trigger for the way the run was started.');
  else new Walk(question, answer, entry.id).scope('root', '', false);
  listRemoved(question, answer);
  return answer;
}

/** Goes through the new plan in the order of its arrows and decides each step once, per iteration. */
class Walk {
  private readonly question: ResumeQuestion;
  private readonly answer: ResumeAnswer;
  private readonly entryId: string;
  private readonly redoneBy: Set<string>;
  /** Of items that are over: their paths by scope. */
  private readonly prunedPaths = new Map<string, Set<string>>();

  constructor(question: ResumeQuestion, answer: ResumeAnswer, entryId: string) {
    this.question = question;
    this.answer = answer;
    this.entryId = entryId;
    this.redoneBy = new Set(question.redo);
    for (const { stepId, path } of Object.values(question.pruned ?? {})) {
      const scopeId = planIndex(question.before).step(stepId)?.scopeId;
      if (scopeId === undefined) continue;
      const paths = this.prunedPaths.get(scopeId) ?? new Set();
      this.prunedPaths.set(scopeId, paths.add(path));
    }
  }

  /** True if anything in it is done anew. */
  scope(scopeId: string, path: string, isTaintedOutside: boolean): boolean {
    const steps = planIndex(this.question.after).stepsOf(scopeId);
    const before = predecessors(steps);
    const decided = new Map<string, Judged>();
    for (const step of inOrder(steps)) {
      if (this.isOtherTrigger(step)) continue;
      const causes = (before.get(step.id) ?? []).filter((id) => decided.get(id)?.isAnew);
      const cause = causes.map((id) => planIndex(this.question.after).step(id)?.title)[0];
      const judged = this.step(step, path, isTaintedOutside || causes.length > 0, cause);
      if (judged) decided.set(step.id, judged);
    }
    return [...decided.values()].some(({ isAnew }) => isAnew);
  }

  private step(step: Step, path: string, isTainted: boolean, cause: string | undefined): Judged | undefined {
    const { question, answer } = this;
    const base = baseKey(step.id, path);
    const recorded = currentOf(question, step.id, path);
    const oldStep = planIndex(question.before).step(step.id);
    const isChanged = !oldStep || !isSameWork(question.before, question.after, oldStep, step);
    const the: StepCase = {
      step,
      recorded,
      isChanged,
      isTainted: isTainted || (step.kind === 'trigger' && question.hasNewTrigger),
      cause,
      isStartedAgain: this.isStartedAgain(step),
      isTicked: this.isTicked(step, path),
      isOpen: question.isOpen,
      toVersion: question.toVersion,
      hasNewTrigger: question.hasNewTrigger,
      items: undefined,
    };
    const items = recorded && step.kind === 'scope' ? this.itemsToKeep(step, recorded, the) : undefined;
    if (items) the.items = { over: overCount(recorded, items), ...total(recorded) };
    const alone = judgeStep(the);
    if (!alone) return undefined;
    const judged = this.isSentAgainUnseen(alone, step, recorded) ? sentAgainUnseen(alone, the) : alone;
    const { action, why, repeatsEffect, mayRedo } = judged;
    if (!isInner(step))
      answer.steps.push({
        key: recorded?.key ?? base,
        nodeId: step.nodeId,
        title: step.title,
        action,
        why,
        repeatsEffect,
        mayRedo,
      });
    if (judged.problem) answer.problems.push(judged.problem);
    if (repeatsEffect && action === 'redo') answer.repeats.push(step.title);
    this.carryOut(judged, base, items);
    if (judged.inheritsKey && recorded && !question.isOpen) this.inherit(base, recorded);
    // A scope that is not kept whole: its iterations are decided one by one, and those that are over only when they begin anew.
    if (step.kind === 'scope' && judged.fate.kind !== 'keep')
      this.iterations(step.bodyScopeId, path, isTainted || this.hasOtherItems(step), items);
    return judged;
  }

  private carryOut({ fate }: Judged, base: string, items: SeededItems | undefined): void {
    const { answer } = this;
    switch (fate.kind) {
      case 'keep':
        answer.seed[base] = fate.seed;
        return;
      case 'go-on':
        answer.goOn.push(base);
        if (items) answer.seedItems[base] = items;
        return;
      case 'redo':
        answer.redo[base] = fate.key;
        answer.redoneBefore[base] = this.question.state.generations[base] ?? 0;
        return;
      case 'none':
        return;
      default:
        fate satisfies never;
    }
  }

  /** Items that are over and need not be looked at again; undefined when the container begins anew. */
  private itemsToKeep(step: ScopeStep, recorded: StepState, the: StepCase): SeededItems | undefined {
    const { before, after, state } = this.question;
    const old = planIndex(before).step(step.id);
    const isItself = old !== undefined && isSameWork(before, after, old, step, 'itself');
    if (!recorded.progress || recorded.status === 'done' || !isItself) return undefined;
    if (the.isTainted || the.isTicked || the.isStartedAgain || this.isAskedInside(step)) return undefined;
    return closedItems(state, recorded);
  }

  /** A new run begins items again whose steps are told nowhere: they were kept from a run before it, or their history is gone. */
  private isSentAgainUnseen({ fate }: Judged, step: Step, recorded: StepState | undefined): boolean {
    if (this.question.isOpen || step.kind !== 'scope' || fate.kind !== 'redo' || !recorded) return false;
    if (!this.hasEffectInside(step)) return false;
    const told = new Set(this.pathsOf(step.bodyScopeId, recorded.path));
    for (let index = 0; index < (recorded.progress?.opened ?? 0); index += 1)
      if (!told.has(iterationPath(recorded.path, index))) return true;
    return false;
  }

  private hasEffectInside(container: ScopeStep): boolean {
    return planIndex(this.question.after)
      .stepsOf(container.bodyScopeId)
      .some((step) =>
        step.kind === 'scope' ? this.hasEffectInside(step) : step.kind === 'call' && step.effect !== 'read',
      );
  }

  /** An answer about the first item of one list is none about the first item of another. */
  private hasOtherItems(step: ScopeStep): boolean {
    const { before, after } = this.question;
    const old = planIndex(before).step(step.id);
    return old !== undefined && !isSameWork(before, after, old, step, 'itself');
  }

  /** Somebody starts again, or ticked something, inside. */
  private isAskedInside(container: ScopeStep): boolean {
    const index = planIndex(this.question.after);
    const inside = index.stepsOf(container.bodyScopeId);
    return inside.some(
      (step) =>
        this.isStartedAgain(step) ||
        this.question.redo.some((key) => key === step.id || key.startsWith(`${step.id}@`)) ||
        (step.kind === 'scope' && this.isAskedInside(step)),
    );
  }

  private iterations(scopeId: string, path: string, isTainted: boolean, kept: SeededItems | undefined): void {
    for (const each of this.pathsOf(scopeId, path)) {
      const index = each.slice(each.lastIndexOf('.') + 1);
      if (!kept || !Object.hasOwn(kept.results, index)) this.scope(scopeId, each, isTainted);
    }
  }

  /** Items and rounds that were begun, over or not, in their order. */
  private pathsOf(scopeId: string, parent: string): string[] {
    const { state, before } = this.question;
    const paths = new Set(this.prunedPaths.get(scopeId));
    for (const activation of Object.values(state.activations))
      if (activation.scopeId === scopeId) paths.add(activation.path);
    if (!planIndex(before).scope(scopeId)) return [];
    const isHere = (path: string) =>
      parent === ''
        ? !path.includes('.')
        : path.startsWith(`${parent}.`) && path.lastIndexOf('.') === parent.length;
    const number = (path: string) => Number(path.slice(path.lastIndexOf('.') + 1));
    return [...paths].filter(isHere).sort((a, b) => number(a) - number(b));
  }

  /** One yes is carried out once: what a person wants sent again is asked about again. */
  private isTicked(step: Step, path: string): boolean {
    const isNamed = ({ id }: Step) =>
      this.redoneBy.has(currentOf(this.question, id, path)?.key ?? baseKey(id, path));
    if (isNamed(step)) return true;
    if (step.kind !== 'approve') return false;
    const inside = planIndex(this.question.after).stepsOf(step.scopeId);
    return inside.some((each) => each.kind === 'call' && each.approvedBy === step.id && isNamed(each));
  }

  private inherit(base: string, recorded: StepState): void {
    const { inheritedKeys, runId } = this.question;
    this.answer.inheritedKeys[base] = inheritedKeys[recorded.key] ?? effectOrigin(runId, recorded.generation);
  }

  private isOtherTrigger(step: Step): boolean {
    return step.kind === 'trigger' && step.id !== this.entryId;
  }

  private isStartedAgain(step: Step): boolean {
    return this.question.fromNodeId === step.nodeId;
  }
}

function sentAgainUnseen(judged: Judged, { step, isTicked }: StepCase): Judged {
  const why = `${judged.why}; what its items sent before is not known any more`;
  const problem = `“${step.title}” begins again, and what some of its items sent is not known any more. Check, then tick it to send it again.`;
  return { ...judged, why, repeatsEffect: true, mayRedo: true, ...(!isTicked && { problem }) };
}

/** Part of a node that says nothing to an author: the choice inside a gate. */
function isInner(step: Step): boolean {
  return step.key === undefined && (step.kind === 'switch' || step.kind === 'compute');
}

function predecessors(steps: readonly Step[]): Map<string, string[]> {
  const before = new Map<string, string[]>();
  for (const step of steps)
    for (const port of step.ports)
      for (const target of port.to) before.set(target, [...(before.get(target) ?? []), step.id]);
  return before;
}

/** The newest execution of an instance. */
function currentOf(
  { state, pruned = {} }: ResumeQuestion,
  stepId: string,
  path: string,
): StepState | undefined {
  const generation = state.generations[baseKey(stepId, path)] ?? 0;
  for (let each = generation; each >= 0; each -= 1) {
    const found = state.steps[instanceKey(stepId, path, each)];
    if (found) return found;
  }
  return prunedOf(pruned, stepId, path);
}

/** Of an item that is over the state no longer knows the generation. */
function prunedOf(
  pruned: Readonly<Record<string, StepState>>,
  stepId: string,
  path: string,
): StepState | undefined {
  let newest: StepState | undefined;
  for (let each = 0; ; each += 1) {
    const found = pruned[instanceKey(stepId, path, each)];
    if (found) newest = found;
    else if (each > 0 || newest) return newest;
  }
}

function overCount(recorded: StepState | undefined, items: SeededItems): number {
  const indexes = Object.keys(items.results);
  return recorded?.items === undefined ? Math.max(-1, ...indexes.map(Number)) + 1 : indexes.length;
}

function total(recorded: StepState | undefined): { total?: number } {
  const count = recorded?.items?.length;
  return count === undefined ? {} : { total: count };
}

function unchangedSteps(before: Plan, after: Plan): string[] {
  return after.steps
    .filter((now) => {
      const old = planIndex(before).step(now.id);
      return old !== undefined && isSameWork(before, after, old, now, 'itself');
    })
    .map(({ id }) => id);
}

function listRemoved({ state, after, before }: ResumeQuestion, answer: ResumeAnswer): void {
  const index = planIndex(after);
  for (const step of Object.values(state.steps)) {
    if (index.step(step.stepId) || step.status === 'skipped') continue;
    answer.steps.push({
      key: step.key,
      nodeId: step.nodeId,
      title: planIndex(before).step(step.stepId)?.title ?? step.nodeId,
      action: 'removed',
      why:
        step.status === 'done'
          ? 'no longer in the playbook; what it did stays done'
          : 'no longer in the playbook',
      repeatsEffect: false,
      mayRedo: false,
    });
  }
}
