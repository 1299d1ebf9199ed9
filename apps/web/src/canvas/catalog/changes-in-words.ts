import { diffGraphs } from '@dayshift/compiler';
import type { Graph } from '@dayshift/model';

/** What a run would do differently, a sentence each. */
export function changesInWords(from: Graph, to: Graph): string[] {
  return diffGraphs(from, to).map((change) => change.text);
}
