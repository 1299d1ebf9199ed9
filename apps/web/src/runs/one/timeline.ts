import type { NodeFacts, RunView, StepView } from '@dayshift/contracts';
import { formatDuration } from '../../ui/format-time.ts';
import type { Tone } from '../../ui/state-tag.tsx';
import { containersOf, tellingStep, wasPassedBy, wasReached } from '../step/step-facts.ts';
import { type Interval, type TimeScale, timeScale } from './time-scale.ts';

/** A piece of a row, in percent of the run's span. */
export interface TimelineMark {
  key: string;
  left: number;
  width: number;
  tone: Tone;
  /** `span`: it lasted · `wait`: nothing was done meanwhile · `try`: one attempt. */
  kind: 'span' | 'wait' | 'try';
}

/** One node of the run, in the order they began. */
export interface TimelineRow {
  nodeId: string;
  /** The execution that speaks for the node. */
  key: string;
  title: string;
  status: StepView['status'];
  /** How many containers it is in. */
  depth: number;
  marks: TimelineMark[];
  /** "0.4 s", "5 tries", "12 items". */
  label: string;
}

export interface Timeline {
  startedAt: number;
  endedAt: number;
  isOpen: boolean;
  rows: TimelineRow[];
  /** Where a long quiet time is drawn shorter than it was, in percent. */
  breaks: number[];
}

export function timelineOf(view: Pick<RunView, 'run' | 'nodes' | 'steps' | 'graph'>, now: number): Timeline {
  const { run } = view;
  const steps = view.steps.filter((step) => !wasPassedBy(step));
  // What a run kept from another one happened before it began.
  const ownSteps = steps.filter((step) => !step.isReused || step.startedAt >= run.startedAt);
  const startedAt = Math.min(run.startedAt, ...ownSteps.map((step) => step.startedAt));
  const ended = run.endedAt ?? now;
  const endedAt = Math.max(ended, startedAt + 1, ...ownSteps.map((step) => step.endedAt ?? 0));
  const work = ownSteps.flatMap((step) => workOf(step, ended));
  const { percent, breaks } = timeScale(startedAt, endedAt, work);
  const scale: Scale = { percent, now: ended };
  const executions = Map.groupBy(steps, ({ nodeId }) => nodeId);
  const rows = view.nodes
    .filter(wasReached)
    .map((facts) => rowOf(view, facts, executions.get(facts.nodeId) ?? [], scale));
  return { startedAt, endedAt, isOpen: run.endedAt === undefined, rows, breaks };
}

interface Scale {
  percent: TimeScale['percent'];
  /** Where what is still open ends for now. */
  now: number;
}

const place = (from: number, to: number, { percent }: Scale) => {
  const left = percent(from);
  return { left, width: Math.max(0, percent(to) - left) };
};

/** When something was done, and not only waited for. */
function workOf(step: StepView, now: number): Interval[] {
  // What a container does is done by the steps in it.
  if (step.kind === 'scope' || step.kind === 'wait' || step.kind === 'approve') return [];
  const tries = step.attempts.filter(({ startedAt }) => startedAt !== undefined);
  if (tries.length > 0) {
    return tries.map(({ startedAt = 0, endedAt }) => ({
      from: startedAt,
      to: endedAt ?? (step.status === 'running' ? now : startedAt),
    }));
  }
  if (step.status === 'stuck' || step.status === 'cancelled') return [];
  return [{ from: step.startedAt, to: step.endedAt ?? now }];
}

function rowOf(
  view: Pick<RunView, 'graph'>,
  facts: NodeFacts,
  executions: readonly StepView[],
  scale: Scale,
): TimelineRow {
  const { nodeId, key } = facts;
  const telling = executions.find((step) => step.key === key) ?? tellingStep(executions);
  const node = view.graph.nodes.find(({ id }) => id === nodeId);
  return {
    nodeId,
    key,
    title: node?.title ?? telling?.title ?? nodeId,
    status: telling?.status ?? 'done',
    depth: containersOf(view.graph, nodeId).length,
    marks: [...spanOfAll(facts, executions, scale), ...executions.flatMap((step) => marksOf(step, scale))],
    label: labelOf(facts, executions, telling, scale.now),
  };
}

/** Of more executions than are shown, from the first to the last. */
function spanOfAll(facts: NodeFacts, shown: readonly StepView[], scale: Scale): TimelineMark[] {
  const count = Object.values(facts.counts).reduce((sum, each) => sum + each, 0);
  if (count <= shown.length) return [];
  const { nodeId, startedAt, endedAt = scale.now } = facts;
  return [{ key: `${nodeId} all`, ...place(startedAt, endedAt, scale), tone: 'done', kind: 'wait' }];
}

const tones: Record<StepView['status'], Tone> = {
  running: 'works',
  sleeping: 'waits',
  asking: 'waits',
  stuck: 'needs',
  failed: 'needs',
  done: 'done',
  skipped: 'idle',
  cancelled: 'idle',
};

function marksOf(step: StepView, scale: Scale): TimelineMark[] {
  const tone = tones[step.status];
  const isWait = ['sleeping', 'asking', 'stuck', 'cancelled'].includes(step.status);
  const whole: TimelineMark = {
    key: step.key,
    ...place(step.startedAt, step.endedAt ?? scale.now, scale),
    tone,
    kind: isWait ? 'wait' : 'span',
  };
  // A step that went well at once is one bar. Tries whose time is not known cannot be drawn where they were.
  if (step.attempts.length <= 1 && step.status !== 'stuck') return [whole];
  const tries = step.attempts
    .filter((attempt) => attempt.startedAt !== undefined)
    .map((attempt): TimelineMark => {
      const from = attempt.startedAt ?? step.startedAt;
      return {
        key: `${step.key}#${attempt.number}`,
        ...place(from, attempt.endedAt ?? (step.status === 'running' ? scale.now : from), scale),
        tone: attempt.failure ? 'needs' : tone,
        kind: 'try',
      };
    });
  return [{ ...whole, kind: 'wait' }, ...tries];
}

function labelOf(
  { places, tries }: NodeFacts,
  executions: readonly StepView[],
  telling: StepView | undefined,
  now: number,
): string {
  if (places > 1) return `${places.toLocaleString('en-GB')} times`;
  // Those under way are in no history yet.
  const tried = Math.max(tries, ...executions.map(({ attempts }) => attempts.length));
  if (tried > 1) return `${tried} tries`;
  if (!telling) return '';
  if (telling.isReused) return 'kept';
  if (['asking', 'stuck', 'cancelled'].includes(telling.status)) return '';
  const took = executions.reduce((sum, step) => sum + ((step.endedAt ?? now) - step.startedAt), 0);
  // Deciding and computing take no time worth a number.
  return took < 50 ? '' : formatDuration(took);
}
