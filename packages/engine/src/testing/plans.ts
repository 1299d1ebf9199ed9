import type { CallStep, Plan, PlanPort, Scope, Step, StepKind } from '@dayshift/model';

type StepOf<Kind extends StepKind> = Extract<Step, { kind: Kind }>;
type Given<Kind extends StepKind> = Partial<StepOf<Kind>> & { to?: string[] | Record<string, string[]> };

/** Builds only what matters to a test: everything else is filled in. */
export function aStep<Kind extends StepKind>(kind: Kind, id: string, given: Given<Kind> = {}): StepOf<Kind> {
  const { to, ...rest } = given;
  const base = {
    id,
    nodeId: id.split('.')[0],
    key: id,
    title: id,
    scopeId: 'root',
    join: 'all',
    ports: portsOf(kind, to),
  };
  return { ...base, ...defaults[kind], ...rest, kind } as unknown as StepOf<Kind>; // a full step: base and the kind's defaults
}

export function aPlan(steps: Step[], scopes: Scope[] = [], version = 1): Plan {
  return {
    formatVersion: 1,
    hash: `test-${version}`,
    playbookId: 'playbook',
    version,
    scopes: [{ id: 'root', kind: 'root' }, ...scopes],
    steps,
  };
}

const mainPort: Record<StepKind, string> = {
  trigger: 'out',
  call: 'done',
  compute: 'done',
  switch: 'otherwise',
  wait: 'done',
  approve: 'approved',
  scope: 'done',
  end: 'done',
  fail: 'done',
};

const patience: CallStep['patience'] = {
  attempts: 3,
  timeoutSeconds: 10,
  firstRetrySeconds: 1,
  longestRetrySeconds: 10,
};

const defaults: Record<StepKind, object> = {
  trigger: { triggerType: 'manual' },
  call: { operation: 'http.request', input: {}, queue: 'effects', patience, effect: 'key' },
  compute: { output: {} },
  switch: { cases: [], otherwise: 'otherwise' },
  wait: { seconds: 1 },
  approve: { request: { title: 'Send it?', assignee: 'You' } },
  scope: { bodyScopeId: 'body' },
  end: { outcome: 'ended', output: null },
  fail: { code: 'FAILED', message: 'it failed' },
};

function portsOf(kind: StepKind, to: string[] | Record<string, string[]> | undefined): PlanPort[] {
  if (!to) return [{ name: mainPort[kind], to: [] }];
  if (Array.isArray(to)) return [{ name: mainPort[kind], to }];
  return Object.entries(to).map(([name, targets]) => ({ name, to: targets }));
}
