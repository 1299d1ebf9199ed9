import { type Projection, planIndex } from '@dayshift/engine';
import { shortly } from '@dayshift/engine/resume';
import type { Json, Run, StepState } from '@dayshift/model';
import { operations } from '@dayshift/operations';
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
    const found =
      planned.kind === 'call' ? foundBy(planned.operation, step.output) : foundElsewhere(planned.kind, step);
    return found === '' ? [] : [`${planned.title}: ${found}`];
  });
  return [first, ...lines].slice(0, mostLines);
}

function foundBy(name: string, output: Json | undefined): string {
  // What a model read out of a mail is a list of short facts, which need their names.
  if (name === 'ai.extract') return named(output, { most: 4 });
  // The id of a mail that went out says nothing; that it went out does.
  return name === 'mail.send' ? operations[name].words.done : shortly(output);
}

function foundElsewhere(kind: string, { port, output }: StepState): string {
  return kind === 'switch' ? (port ?? '') : shortly(output);
}
