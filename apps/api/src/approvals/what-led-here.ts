import { type Projection, planIndex } from '@dayshift/engine';
import { shortly } from '@dayshift/engine/resume';
import type { Graph, Json, Run, StepState } from '@dayshift/model';
import { readNode } from '@dayshift/nodes';
import { operations } from '@dayshift/operations';
import { named } from '../runs/named.ts';

const mostLines = 6;
const telling = new Set(['call', 'switch', 'approve']);

/**
 * Facts before the question: what started the run, and what its steps found. Never the model's own prose. A way that was taken
 * is called as it is on the card of the step, where the graph is known.
 */
export function whatLedHere(run: Run, projection: Projection | undefined, graph?: Graph): string[] {
  const first = run.triggerType === 'mail-received' ? `Mail “${run.title}”` : run.title;
  const { state, plan } = projection ?? {};
  if (!state || !plan) return [first];
  const index = planIndex(plan);
  const lines = Object.values(state.steps).flatMap((step) => {
    const planned = index.step(step.stepId);
    if (step.status !== 'done' || step.path !== '' || !planned || !telling.has(planned.kind)) return [];
    if (planned.kind === 'call' && planned.operation === 'ai.draft') return [];
    const found =
      planned.kind === 'call'
        ? foundBy(planned.operation, step.output)
        : planned.kind === 'switch'
          ? wayTaken(graph, planned.nodeId, step)
          : shortly(step.output);
    return found === '' ? [] : [`${planned.title}${/[?!.:]$/.test(planned.title) ? '' : ':'} ${found}`];
  });
  return [first, ...lines].slice(0, mostLines);
}

function foundBy(name: string, output: Json | undefined): string {
  // What a model read out of a mail is a list of short facts, which need their names.
  if (name === 'ai.extract') return named(output, { most: 4 });
  // The id of a mail that went out says nothing; that it went out does.
  return name === 'mail.send' ? operations[name].words.done : shortly(output);
}

function wayTaken(graph: Graph | undefined, nodeId: string, { port = '' }: StepState): string {
  const node = graph?.nodes.find(({ id }) => id === nodeId);
  const reading = node && readNode(node);
  const drawn = reading?.kind === 'read' ? reading.node.ports.find(({ name }) => name === port) : undefined;
  return drawn?.label ?? port;
}
