import { canonicalJson, type Json, type Plan, type Scope, type Step } from '@dayshift/model';

/** Whether a step asks for the same in both plans. Where it leads, its title and its patience may differ. */
export function isSameWork(before: Plan, after: Plan, old: Step, now: Step): boolean {
  return fingerprint(before, old) === fingerprint(after, now);
}

function fingerprint(plan: Plan, step: Step): string {
  const work = { ...step, ports: null, title: null, join: null, patience: null };
  if (step.kind !== 'scope') return text(work);
  const scope = plan.scopes.find(({ id }) => id === step.bodyScopeId);
  const body = plan.steps.filter(({ scopeId }) => scopeId === step.bodyScopeId);
  return text([
    work,
    scope && bounds(scope),
    body.map((each) => [fingerprint(plan, each), text(each.ports)]),
  ]);
}

/** How many items are worked on at a time changes no result. */
function bounds(scope: Scope): object {
  return { ...scope, concurrency: null };
}

function text(value: unknown): string {
  return canonicalJson(JSON.parse(JSON.stringify(value)) as Json); // a plan is JSON
}
