import type { Graph } from '@dayshift/model';
import diff from 'microdiff';

/** Equal in every part, whatever objects they are made of. */
export function isSameGraph(a: Graph, b: Graph): boolean {
  return a === b || diff(a, b).length === 0;
}
