import type { RunView, StepView } from '@dayshift/contracts';
import { isAmbiguous } from '../step/incident.ts';
import { placeName, wasReached } from '../step/step-facts.ts';

/** What resuming would come to, in sentences; the plan with every step is shown before anything is done. */
export function ifYouResume(view: Pick<RunView, 'nodes' | 'graph'>, step: StepView): string {
  const finished = new Set(
    view.nodes.filter(({ counts }) => (counts.done ?? 0) > 0).map(({ nodeId }) => nodeId),
  );
  finished.delete(step.nodeId);
  const place = placeName(view, step);
  const title = place === '' ? step.title : `${step.title}, ${place},`;
  const sentences = [keptSentence(finished.size), `${title} is done again.`, nextSentence(view, step)];
  sentences.push(
    isAmbiguous(step)
      ? 'You are asked first, because nobody knows whether it was sent.'
      : 'Nothing that was sent is sent again.',
  );
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function keptSentence(count: number): string {
  if (count === 0) return '';
  return count === 1 ? '1 finished step is kept.' : `${count} finished steps are kept.`;
}

/** What the arrow out of the step leads to, where it leads to one thing that was not reached. */
function nextSentence({ graph, nodes }: Pick<RunView, 'nodes' | 'graph'>, step: StepView): string {
  const reached = new Set(nodes.filter(wasReached).map(({ nodeId }) => nodeId));
  const targets = graph.edges
    .filter(({ source, sourcePort }) => source === step.nodeId && sourcePort !== 'error')
    .map(({ target }) => graph.nodes.find(({ id }) => id === target))
    .filter((node) => node !== undefined && !reached.has(node.id));
  const [next] = targets;
  if (next === undefined || targets.length > 1) return '';
  return next.type === 'approval' ? `${next.title} follows and asks you first.` : `${next.title} follows.`;
}
