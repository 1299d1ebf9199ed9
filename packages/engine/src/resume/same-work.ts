import { canonicalJson, type Json, type Plan, type Scope, type Step } from '@dayshift/model';

/**
 * Whether a step asks for the same in both plans. Where it leads, its title and its patience may differ. Of a container the
 * whole body counts, unless only the container itself is asked about.
 */
export function isSameWork(
  before: Plan,
  after: Plan,
  old: Step,
  now: Step,
  of: 'whole' | 'itself' = 'whole',
): boolean {
  return fingerprint(before, old, of) === fingerprint(after, now, of);
}

function fingerprint(plan: Plan, step: Step, of: 'whole' | 'itself'): string {
  const work = { ...step, ports: null, title: null, join: null, patience: null };
  if (step.kind !== 'scope') return text(work);
  const scope = plan.scopes.find(({ id }) => id === step.bodyScopeId);
  const body = of === 'itself' ? [] : plan.steps.filter(({ scopeId }) => scopeId === step.bodyScopeId);
  return text([
    work,
    scope && bounds(scope, of),
    body.map((each) => [fingerprint(plan, each, of), text(each.ports)]),
  ]);
}

/** How many items are worked on at a time changes no result, and what an item gives is asked when it is over. */
function bounds(scope: Scope, of: 'whole' | 'itself'): object {
  return { ...scope, concurrency: null, ...(of === 'itself' && { collect: null, until: null, max: null }) };
}

function text(value: unknown): string {
  return canonicalJson(JSON.parse(JSON.stringify(value)) as Json); // a plan is JSON
}
