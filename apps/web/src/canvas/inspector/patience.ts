import type { GraphNode, Patience } from '@dayshift/model';
import { readNode } from '@dayshift/nodes';

/** How patient a node is: its operation's own setting under the author's. Undefined for nodes that ask nobody. */
export function patienceOf(node: GraphNode): Patience | undefined {
  const reading = readNode(node);
  if (reading.kind !== 'read') return undefined;
  const fragment = reading.node.compile({ title: node.title, key: node.key, patience: given(node.patience) });
  const call = fragment.parts.find((part) => part.kind === 'call');
  return call?.kind === 'call' ? call.patience : undefined;
}

function given(patience: GraphNode['patience']): Partial<Patience> | undefined {
  return patience && Object.fromEntries(Object.entries(patience).filter(([, value]) => value !== undefined));
}

/** “Try 5 times over 10 minutes, then wait for a person”. */
export function patienceInWords(patience: Patience, hasErrorWay: boolean): string {
  const then = hasErrorWay ? 'then leave by “if it fails”' : 'then wait for a person';
  if (patience.attempts <= 1) return `Try once, ${then}`;
  return `Try ${patience.attempts} times over ${spanInWords(waitingSeconds(patience))}, ${then}`;
}

/** The pauses between the tries: each twice the one before, up to the longest. */
export function waitingSeconds({ attempts, firstRetrySeconds, longestRetrySeconds }: Patience): number {
  let total = 0;
  for (let pause = firstRetrySeconds, left = attempts - 1; left > 0; left -= 1, pause *= 2) {
    total += Math.min(pause, longestRetrySeconds);
  }
  return total;
}

function spanInWords(seconds: number): string {
  if (seconds < 90) return plural(Math.max(1, Math.round(seconds)), 'second');
  if (seconds < 5_400) return plural(Math.round(seconds / 60), 'minute');
  if (seconds < 129_600) return plural(Math.round(seconds / 3_600), 'hour');
  return plural(Math.round(seconds / 86_400), 'day');
}

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
