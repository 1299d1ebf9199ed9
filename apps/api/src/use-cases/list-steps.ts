import type { StepQuery, StepView, stepPageSchema } from '@dayshift/contracts';
import type { StepState } from '@dayshift/model';
import { getRun } from '@dayshift/store';
import type { z } from 'zod';
import type { ApiContext } from '../context.ts';
import { lightenSteps } from '../runs/lighten-steps.ts';
import { type RunAsItIs, runAsItIs } from '../runs/run-as-it-is.ts';
import { drawnSteps } from '../runs/run-view.ts';
import { stepViews } from '../runs/step-views.ts';
import { wasPassedBy } from '../runs/steps-of.ts';
import { notFound, RequestError } from '../server/request-error.ts';

/** Executions of a run page by page, what needs attention first; branches that were not taken are left out. */
export async function listSteps(
  context: ApiContext,
  runId: string,
  query: StepQuery,
): Promise<z.output<typeof stepPageSchema>> {
  const run = await getRun(context.store, context.workspaceId, runId);
  const look = await runAsItIs(context, run);
  const states = query.state === undefined ? undefined : new Set(query.state.split(','));
  const found = (look.projection ? drawnSteps(run, look.projection) : []).filter(
    (step) =>
      !wasPassedBy(step) &&
      (query.node === undefined || step.nodeId === query.node) &&
      (states === undefined || states.has(step.status)) &&
      (query.path === undefined || step.path === query.path || step.path.startsWith(`${query.path}.`)),
  );
  const ordered = urgentFirst(found);
  const from = readCursor(query.cursor);
  const shown = ordered.slice(from, from + query.limit);
  const items = lightenSteps(views(look, shown), new Set());
  const next = from + shown.length;
  return { items, total: found.length, ...(next < found.length && { nextCursor: String(next) }) };
}

/** One execution whole, with every value. */
export async function viewStep(context: ApiContext, runId: string, key: string): Promise<StepView> {
  const run = await getRun(context.store, context.workspaceId, runId);
  const look = await runAsItIs(context, run);
  const all = look.projection ? drawnSteps(run, look.projection) : [];
  const base = baseOf(key);
  // A step that was tried again goes on under a new generation: the link to the earlier one leads there.
  const step = all.find((each) => each.key === key) ?? all.findLast((each) => baseOf(each.key) === base);
  const [view] = step ? views(look, [step]) : [];
  if (!view) throw notFound('step');
  return view;
}

function views({ projection, pending }: RunAsItIs, steps: readonly StepState[]): StepView[] {
  return projection?.plan ? stepViews(projection.plan, steps, projection, pending) : [];
}

const ranks: Record<StepState['status'], number> = {
  stuck: 0,
  failed: 1,
  asking: 2,
  running: 3,
  sleeping: 4,
  cancelled: 5,
  done: 6,
  skipped: 6,
};

/** Otherwise in the order they began. */
function urgentFirst(steps: readonly StepState[]): StepState[] {
  return steps.toSorted((left, right) => ranks[left.status] - ranks[right.status]);
}

function readCursor(cursor: string | undefined): number {
  const from = Number(cursor ?? 0);
  if (Number.isSafeInteger(from) && from >= 0) return from;
  throw new RequestError(400, 'BAD_CURSOR', 'This page does not exist.', {
    path: 'cursor',
    hint: 'Take the cursor of the page before, or none for the first.',
  });
}

const baseOf = (key: string) => key.replace(/!\d+$/, '');
