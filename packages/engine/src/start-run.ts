import type { Effect, Json, Plan, RunState, SeededItems, SeededStep } from '@dayshift/model';
import { openActivation } from './activation.ts';
import { type Draft, type EngineWatch, openDraft } from './draft.ts';
import { drain } from './drain.ts';
import { failRun } from './finish-run.ts';

/** `currentEngineVersion` of the model, whose types alone the engine uses. */
const newestEngineVersion = 2;

/** What a run begins with. */
export interface RunStart {
  /** Missing is the newest semantics. */
  engineVersion?: number;
  runId: string;
  trigger: Json;
  triggerNodeId: string;
  worker: Json;
  seed?: Record<string, SeededStep>;
  seedItems?: Record<string, SeededItems>;
}

/** Begins a run at `at` (ms since 1970). Total: a broken plan is a failed run, not an exception. */
export function startRun(
  plan: Plan,
  start: RunStart,
  at: number,
  watch?: EngineWatch,
): { state: RunState; effects: Effect[] } {
  const draft = openDraft(plan, emptyState(plan, start, at), at, watch);
  enterPlan(draft);
  drain(draft);
  return { state: draft.state, effects: draft.effects };
}

/** Opens the root by the trigger the run was started with. */
export function enterPlan(draft: Draft): void {
  const entry = draft.plan.steps.find(
    (step) => step.kind === 'trigger' && step.nodeId === draft.state.triggerNodeId,
  );
  if (!entry) {
    failRun(draft, {
      code: 'TRIGGER_MISSING',
      message: 'This version has no trigger for the way the run was started.',
    });
    return;
  }
  openActivation(draft, 'root', '', { entry: entry.id });
}

function emptyState(plan: Plan, start: RunStart, at: number): RunState {
  return {
    formatVersion: 1,
    engineVersion: start.engineVersion ?? newestEngineVersion,
    status: 'open',
    startedAt: at,
    trigger: start.trigger,
    triggerNodeId: start.triggerNodeId,
    run: {
      id: start.runId,
      playbookId: plan.playbookId,
      version: plan.version,
      startedAt: new Date(at).toISOString(),
    },
    worker: start.worker,
    activations: {},
    steps: {},
    seed: { ...start.seed },
    ...(start.seedItems && { seedItems: { ...start.seedItems } }),
    seen: [],
    ready: [],
    generations: {},
    early: [],
    hadPerson: false,
    costUsd: 0,
  };
}
