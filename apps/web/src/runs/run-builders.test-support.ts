import type { ResumePlan, RunRow, RunView, StepView } from '@dayshift/contracts';
import type { GraphNode } from '@dayshift/model';
import { factsOf } from '../graph/facts-of.test-support.ts';

/** 21 November 2026, 10:30:02 in UTC. */
export const began = Date.UTC(2026, 10, 21, 10, 30, 2);

export const aStep = (nodeId: string, part: Partial<StepView> = {}): StepView => ({
  key: nodeId,
  stepId: nodeId,
  nodeId,
  title: nodeId,
  kind: 'call',
  path: '',
  generation: 0,
  status: 'done',
  attempts: [],
  startedAt: began,
  isReused: false,
  isOverridden: false,
  ...part,
});

export const aRun = (part: Partial<RunRow> = {}): RunRow => ({
  id: 'run_1',
  title: 'Charged twice, Lena Park',
  playbookId: 'pb_1',
  playbookName: 'Answer or refund',
  version: 3,
  state: 'working',
  triggerType: 'mail-received',
  startedAt: began,
  changedAt: began,
  openApprovals: 0,
  costUsd: 0.01,
  sameCause: 0,
  ...part,
});

export const aNode = (id: string, part: Partial<GraphNode> = {}): GraphNode => ({
  id,
  type: 'set-fields',
  typeVersion: 1,
  key: id,
  title: id,
  config: {},
  position: { x: 0, y: 0 },
  ...part,
});

export const aView = (
  part: Partial<Omit<RunView, 'run' | 'graph' | 'nodes'>> & {
    run?: Partial<RunRow>;
    nodes?: GraphNode[];
    edges?: [source: string, target: string, port?: string][];
  } = {},
): RunView => {
  const { run, nodes = [], edges = [], steps = [], ...rest } = part;
  return {
    run: aRun(run),
    trigger: null,
    graph: {
      formatVersion: 1,
      nodes,
      edges: edges.map(([source, target, sourcePort = 'done']) => ({
        id: `${source}-${target}`,
        source,
        sourcePort,
        target,
        targetPort: 'in',
      })),
      notes: [],
    },
    steps,
    nodes: factsOf(steps),
    stepCount: steps.length,
    liveEdges: [],
    publishedVersion: 3,
    hasUnpublishedChanges: false,
    sameCauseCount: 0,
    ...rest,
  };
};

export const aResumeStep = (
  title: string,
  part: Partial<ResumePlan['steps'][number]> = {},
): ResumePlan['steps'][number] => ({
  key: title,
  nodeId: title,
  title,
  action: 'reuse',
  why: 'as it was',
  repeatsEffect: false,
  mayRedo: true,
  ...part,
});

export const aPlan = (part: Partial<ResumePlan> = {}): ResumePlan => ({
  how: 'in-place',
  fromVersion: 3,
  toVersion: 4,
  changes: [],
  steps: [],
  repeats: [],
  problems: [],
  sameCause: [],
  digest: 'd',
  ...part,
});
