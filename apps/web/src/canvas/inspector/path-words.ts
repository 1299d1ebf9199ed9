import type { Graph } from '@dayshift/model';

const variables: Record<string, string> = {
  trigger: 'Start',
  item: 'Current item',
  index: 'Number of the item',
  worker: 'The worker',
  run: 'This run',
  error: 'The failure',
  vars: 'Values',
};

/** A plain path in the author's words: `steps.understand.order` → “Understand the mail › order”; undefined for anything else. */
export function pathInWords(expression: string, graph: Graph): string | undefined {
  const path = expression.trim().split('.');
  if (!path.every((part) => /^[A-Za-z_]\w*(\[\d+\])*$/.test(part))) return undefined;
  const [first = '', ...rest] = path;
  if (first !== 'steps') {
    const words = variables[first];
    return words && [words, ...rest.map(wordsOf)].join(' › ');
  }
  const node = graph.nodes.find((each) => each.key === rest[0]);
  return node && [node.title, ...rest.slice(1).map(wordsOf)].join(' › ');
}

const wordsOf = (name: string) =>
  name
    .replaceAll('_', ' ')
    .replace(/([a-z])([A-Z])/g, (_all, a: string, b: string) => `${a} ${b.toLowerCase()}`);
