import type { ResumePlan } from '@dayshift/contracts';
import { baseKey, instanceKey, planIndex } from '@dayshift/engine';
import {
  effectOrigin,
  type Plan,
  type RunState,
  type SeededStep,
  type Step,
  type StepState,
} from '@dayshift/model';
import { inOrder } from './in-order.ts';
import { type Judged, judgeStep } from './judge-step.ts';
import { isSameWork } from './same-work.ts';

export interface ResumeQuestion {
  runId: string;
  /** An open run goes on in place; of a closed one a new run is made. */
  isOpen: boolean;
  state: RunState;
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

export interface ResumeAnswer {
  steps: ResumePlan['steps'];
  /** Titles of effects that would be sent again: only what was ticked. */
  repeats: string[];
  problems: string[];
  seed: Record<string, SeededStep>;
  /** For a fork: calls that may have gone out, and the origin whose idempotency key they keep. */
  inheritedKeys: Record<string, string>;
}

/**
 * What resuming a run would do, step by step, without doing it. Finished work is kept unless it or something before it
 * changed; what was sent is never sent again unless a person ticked it.
 */
export function planResume(question: ResumeQuestion): ResumeAnswer {
  const answer: ResumeAnswer = { steps: [], repeats: [], problems: [], seed: {}, inheritedKeys: {} };
  const { isOpen, hasNewTrigger, fromNodeId, after, state } = question;
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

  constructor(question: ResumeQuestion, answer: ResumeAnswer, entryId: string) {
    this.question = question;
    this.answer = answer;
    this.entryId = entryId;
    this.redoneBy = new Set(question.redo);
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
    const recorded = currentOf(question.state, step.id, path);
    const oldStep = planIndex(question.before).step(step.id);
    const isChanged = !oldStep || !isSameWork(question.before, question.after, oldStep, step);
    const judged = judgeStep({
      step,
      recorded,
      isChanged,
      isTainted: isTainted || (step.kind === 'trigger' && question.hasNewTrigger),
      cause,
      isStartedAgain: this.isStartedAgain(step),
      isTicked: this.redoneBy.has(recorded?.key ?? base),
      isOpen: question.isOpen,
      toVersion: question.toVersion,
      hasNewTrigger: question.hasNewTrigger,
    });
    if (!judged) return undefined;
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
    if (judged.seed) answer.seed[base] = judged.seed;
    if (judged.keepsKey && recorded && !question.isOpen) this.inherit(base, recorded);
    // A scope that is not kept whole: its iterations are decided one by one.
    if (step.kind === 'scope' && !judged.seed) this.iterations(step.bodyScopeId, recorded, isTainted);
    return judged;
  }

  private iterations(bodyScopeId: string, opener: StepState | undefined, isTainted: boolean): void {
    const paths = Object.values(this.question.state.activations)
      .filter(({ scopeId, openedBy }) => scopeId === bodyScopeId && openedBy === opener?.key)
      .map(({ path }) => path);
    for (const path of paths) this.scope(bodyScopeId, path, isTainted);
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
function currentOf(state: RunState, stepId: string, path: string): StepState | undefined {
  const generation = state.generations[baseKey(stepId, path)] ?? 0;
  for (let each = generation; each >= 0; each -= 1) {
    const found = state.steps[instanceKey(stepId, path, each)];
    if (found) return found;
  }
  return undefined;
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
