import { planIndex } from '@dayshift/engine';
import type { Approval } from '@dayshift/model';
import { findRun } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { projectRun } from '../runs/project-run.ts';
import { shortly } from '../runs/shortly.ts';

const mostLines = 6;
const telling = new Set(['call', 'switch', 'approve']);

/** Facts before the question: what started the run, and what its steps found. Never the model's own prose. */
export async function whatLedHere(context: ApiContext, approval: Approval): Promise<string[]> {
  const run = await findRun(context.store, context.workspaceId, approval.runId);
  if (!run) return [];
  const first = run.triggerType === 'mail-received' ? `Mail “${run.title}”` : run.title;
  // The card must open even when Temporal does not answer: it is a help, not the decision.
  const projection = await projectRun(context, run).catch(() => undefined);
  const { state, plan } = projection ?? {};
  if (!state || !plan) return [first];
  const index = planIndex(plan);
  const lines = Object.values(state.steps).flatMap((step) => {
    const planned = index.step(step.stepId);
    if (step.status !== 'done' || step.path !== '' || !planned || !telling.has(planned.kind)) return [];
    if (planned.kind === 'call' && planned.operation === 'ai.draft') return [];
    const found = planned.kind === 'switch' ? (step.port ?? '') : shortly(step.output);
    return found === '' ? [] : [`${planned.title}: ${found}`];
  });
  return [first, ...lines].slice(0, mostLines);
}
