import type { Plan, RunReport, RunState, StepState } from '@dayshift/model';
import { unsettledSteps } from './memory.ts';
import { planIndex } from './plan-index.ts';

/**
 * Orders reports of one run, in the workflow and in whoever repairs its row: by the instant of the task they were made in (ms
 * since 1970), which never goes back, also over a fresh history, and by their number within it.
 */
export function reportSequence(taskAt: number, count: number): number {
  return taskAt * 1000 + (count % 1000);
}
/** Of a report worked out from the history: it knows everything that those of its task know. */
export const lastOfTask = 999;

/** What the run list shows of a state. */
export function reportOf(
  plan: Plan,
  state: RunState,
  of: { workspaceId: string; runId: string; at: number; sequence: number },
): RunReport {
  const index = planIndex(plan);
  const steps = unsettledSteps(state);
  const title = (step: StepState) => index.step(step.stepId)?.title ?? step.nodeId;
  const stuck = steps.filter((step) => step.status === 'stuck');
  const asking = steps.filter((step) => step.status === 'asking');
  const running =
    steps.findLast((step) => step.status === 'running') ??
    steps.findLast((step) => step.status === 'sleeping');
  const current = stuck[0] ?? asking[0] ?? running;
  const report: RunReport = {
    ...of,
    state: stateName(state, stuck.length, asking.length),
    version: plan.version,
    openApprovals: asking.length,
    stuck: stuck.slice(0, 20).map((step) => ({
      key: step.key,
      nodeId: step.nodeId,
      title: title(step),
      failure: { code: step.failure?.code ?? 'UNKNOWN', message: step.failure?.message ?? '' },
    })),
    costUsd: state.costUsd,
    hadPerson: state.hadPerson,
  };
  if (state.modelTotals) report.modelTotals = state.modelTotals;
  if (current && state.status === 'open') report.currentTitle = title(current);
  if (state.outcome !== undefined) report.outcome = state.outcome;
  if (state.output !== undefined) report.output = state.output;
  if (state.failure) report.failure = { code: state.failure.code, message: state.failure.message };
  return report;
}

function stateName(state: RunState, stuck: number, asking: number): RunReport['state'] {
  if (state.status === 'completed') return 'done';
  if (state.status !== 'open') return state.status;
  if (stuck > 0) return 'stuck';
  if (asking > 0) return 'waiting';
  return 'working';
}
