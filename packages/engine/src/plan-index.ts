import type { Plan, Scope, Step } from '@dayshift/model';

/** Look-ups over a plan, made once per plan object. */
export interface PlanIndex {
  step(id: string): Step | undefined;
  scope(id: string): Scope | undefined;
  /** Steps of a scope in plan order. */
  stepsOf(scopeId: string): readonly Step[];
  /** Steps of a scope that no arrow leads to, in plan order. */
  entriesOf(scopeId: string): readonly Step[];
  /** Arrows into a step, as edge keys. */
  edgesInto(stepId: string): readonly string[];
  /** The step that runs a body scope. */
  scopeStep(scopeId: string): Step | undefined;
}

const indexes = new WeakMap<Plan, PlanIndex>();

export function planIndex(plan: Plan): PlanIndex {
  let index = indexes.get(plan);
  if (!index) {
    index = buildIndex(plan);
    indexes.set(plan, index);
  }
  return index;
}

export function edgeKey(stepId: string, port: string, targetId: string): string {
  return `${stepId}:${port}>${targetId}`;
}

function buildIndex(plan: Plan): PlanIndex {
  const steps = new Map(plan.steps.map((step) => [step.id, step]));
  const scopes = new Map(plan.scopes.map((scope) => [scope.id, scope]));
  const byScope = new Map<string, Step[]>();
  const into = new Map<string, string[]>();
  const scopeSteps = new Map<string, Step>();
  for (const step of plan.steps) {
    push(byScope, step.scopeId, step);
    if (step.kind === 'scope') scopeSteps.set(step.bodyScopeId, step);
    for (const port of step.ports) {
      for (const target of port.to) push(into, target, edgeKey(step.id, port.name, target));
    }
  }
  const entries = new Map(
    [...byScope].map(([scopeId, of]) => [scopeId, of.filter(({ id }) => !into.has(id))]),
  );
  return {
    step: (id) => steps.get(id),
    scope: (id) => scopes.get(id),
    stepsOf: (scopeId) => byScope.get(scopeId) ?? [],
    entriesOf: (scopeId) => entries.get(scopeId) ?? [],
    edgesInto: (stepId) => into.get(stepId) ?? [],
    scopeStep: (scopeId) => scopeSteps.get(scopeId),
  };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
