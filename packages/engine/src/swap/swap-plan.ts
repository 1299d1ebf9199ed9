import type { Json, SeededItems, SeededStep, StepState, SwapPlan } from '@dayshift/model';
import { closedItems } from '../closed-items.ts';
import { beginAfresh, type Draft } from '../draft.ts';
import { baseKey, stepIdOf } from '../instance-key.ts';
import { isEffect } from '../is-effect.ts';
import { forget } from '../memory.ts';
import { planIndex } from '../plan-index.ts';
import { seedOf } from '../seed-of.ts';
import { enterPlan } from '../start-run.ts';
import { takeBack } from '../stop.ts';

/**
 * Goes on with another plan, as the resume planner decided: what is in `seed` is kept, what is in `goOn` is taken over, what is
 * in `redo` is stopped and begins anew when the new plan comes to it. What began after the planner looked is in none of them:
 * it goes on where its step is unchanged, and an effect that took place is kept in any case.
 */
export function swapPlan(draft: Draft, message: SwapPlan): void {
  const { state } = draft;
  const over = new TakeOver(draft, message);
  for (const step of [...Object.values(state.steps), ...Object.values(state.carried ?? {})]) over.take(step);
  over.takeLetGo();
  state.activations = {};
  state.steps = {};
  state.ready = [];
  state.waiting = [];
  state.rounds = 0;
  state.keptBytes = 0;
  state.seed = over.seed;
  state.seedItems = over.seedItems;
  delete state.carried;
  if (Object.keys(over.carried).length > 0) state.carried = over.carried;
  state.run = { ...(state.run as Record<string, Json>), version: message.plan.version }; // built by startRun
  draft.memory = forget(state);
  draft.plan = message.plan;
  draft.index = planIndex(message.plan);
  draft.effects.push({ type: 'use-plan', plan: message.plan });
  enterPlan(draft);
}

/** Sorts what a run has into what the new plan keeps, takes over or begins anew. */
class TakeOver {
  readonly seed: Record<string, SeededStep>;
  readonly seedItems: Record<string, SeededItems>;
  readonly carried: Record<string, StepState> = {};
  private readonly taken = new Set<string>();
  private readonly draft: Draft;
  private readonly redo: NonNullable<SwapPlan['redo']>;
  private readonly begunSince: ReadonlySet<string>;
  private readonly isSamePlan: boolean;
  private readonly goOn: ReadonlySet<string>;
  private readonly unchanged: ReadonlySet<string>;

  constructor(draft: Draft, message: SwapPlan) {
    this.draft = draft;
    this.seed = { ...message.seed };
    this.seedItems = { ...message.seedItems };
    this.redo = message.redo ?? {};
    this.begunSince = begunAnewSince(draft, message);
    this.isSamePlan = draft.plan.hash === message.plan.hash && draft.plan.version === message.plan.version;
    this.goOn = new Set(message.goOn);
    this.unchanged = new Set(message.unchanged);
  }

  take(step: StepState): void {
    const base = baseKey(step.stepId, step.path);
    this.taken.add(base);
    if (Object.hasOwn(this.seed, base)) return;
    const isBegun = this.begunSince.has(base);
    if (Object.hasOwn(this.redo, base) && !isBegun)
      return this.begin(step, base, this.redo[base] === 'fresh');
    if (this.goOn.has(base) || this.unchanged.has(step.stepId) || (isBegun && this.isSamePlan))
      return this.continue(step, base);
    if (step.status === 'done' && isEffect(this.draft.index.step(step.stepId)))
      this.seed[base] = seedOf(step);
    else this.begin(step, base, isRefused(step) || step.status === 'asking');
  }

  /**
   * Of items that are over the state holds no steps, but what they asked and sent stands under their keys: a question of the same
   * name would find its old answer and be put to nobody.
   */
  takeLetGo(): void {
    const { draft, redo, goOn, taken, seed } = this;
    const isQuestion = (base: string) => draft.index.step(stepIdOf(base))?.kind === 'approve';
    const fresh = Object.keys(redo).filter((base) => redo[base] === 'fresh' && !this.begunSince.has(base));
    // Open when the planner looked, and over since.
    const answered = [...goOn].filter(isQuestion);
    for (const base of new Set([...fresh, ...answered]))
      if (!taken.has(base) && !Object.hasOwn(seed, base)) beginAfresh(draft, base);
  }

  private begin(step: StepState, base: string, isFresh: boolean): void {
    takeBack(this.draft, step);
    if (isFresh) this.draft.state.generations[base] = step.generation + 1;
  }

  private continue(step: StepState, base: string): void {
    if (step.status === 'done') this.seed[base] = seedOf(step);
    else if (step.progress) this.keepItems(step, base);
    else if (isUnderWay(step)) this.carried[base] = step;
    else if (isRefused(step)) this.begin(step, base, true);
  }

  /** Items that are over keep their results; the others are decided step by step. */
  private keepItems(step: StepState, base: string): void {
    const { results, skipped = [] } = closedItems(this.draft.state, step);
    const planned = this.seedItems[base];
    this.seedItems[base] = {
      results: { ...results, ...planned?.results },
      skipped: [...new Set([...skipped, ...(planned?.skipped ?? [])])],
    };
  }
}

/**
 * What another command had begun anew before this one came: two people pressed at once, and what the first one sent must not be
 * sent again under one more key.
 */
function begunAnewSince({ state }: Draft, { redo = {}, redoneBefore = {} }: SwapPlan): ReadonlySet<string> {
  const isSince = (base: string) =>
    Object.hasOwn(redoneBefore, base) && (state.generations[base] ?? 0) > (redoneBefore[base] ?? 0);
  return new Set(Object.keys(redo).filter(isSince));
}

function isUnderWay({ status, isOut }: StepState): boolean {
  return isOut === true || status === 'sleeping' || status === 'asking';
}

function isRefused({ failure }: StepState): boolean {
  return failure?.effect === 'not-happened';
}
