import { type Projection, planIndex } from '@dayshift/engine';
import { shortly } from '@dayshift/engine/resume';
import type { Run } from '@dayshift/model';
import { named } from '../runs/named.ts';

const mostLines = 6;
const telling = new Set(['call', 'switch', 'approve']);

/** Facts before the question: what started the run, and what its steps found. Never the model's own prose. */
export function whatLedHere(run: Run, projection: Projection | undefined): string[] {
  const first = run.triggerType === 'mail-received' ? `Mail “${run.title}”` : run.title;
  const { state, plan } = projection ?? {};
  if (!state || !plan) return [first];
  const index = planIndex(plan);
  const lines = Object.values(state.steps).flatMap((step) => {
    const planned = index.step(step.stepId);
    if (step.status !== 'done' || step.path !== '' || !planned || !telling.has(planned.kind)) return [];
    if (planned.kind === 'call' && planned.operation === 'ai.draft') return [];
    const isModel = planned.kind === 'call' && planned.operation === 'ai.extract';
    // What a model read out of a mail is a list of short facts, which need their names.
    const found =
      planned.kind === 'switch'
        ? (step.port ?? '')
        : isModel
          ? named(step.output, { most: 4 })
          : shortly(step.output);
    return found === '' ? [] : [`${planned.title}: ${found}`];
  });
  return [first, ...lines].slice(0, mostLines);
}
