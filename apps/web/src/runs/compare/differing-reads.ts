import type { RunView } from '@dayshift/contracts';
import { type Reference, referencesOf } from '@dayshift/expressions';
import { isObject, valueAt } from '@dayshift/json-schema';
import type { Graph, Json } from '@dayshift/model';
import { stepsOfNode, tellingStep } from '../step/step-facts.ts';

type Compared = Pick<RunView, 'trigger' | 'steps' | 'graph'>;

export interface DifferingRead {
  /** "intent of “Understand the mail”". */
  name: string;
  here: Json | undefined;
  there: Json | undefined;
}

/** What the conditions of a switch read, where the two runs hold something else. */
export function differingReads(nodeId: string, mine: Compared, theirs: Compared): DifferingRead[] {
  const seen = new Set<string>();
  return conditionsOf(mine.graph, nodeId)
    .flatMap(referencesOf)
    .flatMap((reference) => {
      const name = nameOf(reference, mine.graph);
      if (seen.has(name)) return [];
      seen.add(name);
      const [here, there] = [readIn(reference, mine), readIn(reference, theirs)];
      return JSON.stringify(here) === JSON.stringify(there) ? [] : [{ name, here, there }];
    });
}

function conditionsOf({ nodes }: Graph, nodeId: string): string[] {
  const cases = nodes.find(({ id }) => id === nodeId)?.config.cases;
  return (Array.isArray(cases) ? cases : []).flatMap((each) =>
    isObject(each) && typeof each.when === 'string' ? [each.when] : [],
  );
}

function readIn({ variable, path }: Reference, { trigger, steps, graph }: Compared): Json | undefined {
  if (variable === 'trigger') return valueAt(trigger, path.join('.'));
  const [key, ...rest] = path;
  if (variable !== 'steps' || key === undefined) return undefined;
  const node = graph.nodes.find((each) => each.key === key);
  const output = node && tellingStep(stepsOfNode({ steps }, node.id))?.output;
  return output === undefined ? undefined : valueAt(output, rest.join('.'));
}

function nameOf({ variable, path }: Reference, { nodes }: Graph): string {
  const [key, ...rest] = path;
  if (variable !== 'steps') return `“${path.join(' › ') || variable}” of what started it`;
  const title = nodes.find((each) => each.key === key)?.title ?? key;
  return rest.length === 0 ? `“${title}”` : `“${rest.join(' › ')}” of “${title}”`;
}
