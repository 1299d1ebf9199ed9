import { BitTable } from './bit-table.ts';
import { type Body, type DrawnNode, isTrigger } from './drawing.ts';

/**
 * Knows, for one scope, which steps have finished before another one begins, and which of those ran for certain. A step's
 * condition is the set of ways, any of which leads to it; a way is one port of a node that leaves by only one of several.
 */
export interface Certainty {
  /** Whether `step` has finished (or was skipped) when `at` begins. `end` is the end of the scope. */
  isBefore(step: DrawnNode, at: DrawnNode | 'end'): boolean;
  /** Whether it may have: a join on `any` goes on while its other branches are still at work. */
  mayBeBefore(step: DrawnNode, at: DrawnNode | 'end'): boolean;
  /** Whether `step` has an output whenever `at` begins. */
  isCertain(step: DrawnNode, at: DrawnNode | 'end'): boolean;
}

/** A condition: undefined is "always", otherwise any of these ways. */
type Condition = ReadonlySet<Way> | undefined;

interface Way {
  node: DrawnNode | 'start';
  hasOutput: boolean;
}

interface Known {
  condition: Condition;
  /** When it has an output. */
  output: Condition;
}

export function certaintyOf(body: Body): Certainty {
  const known = new Map<DrawnNode, Known>();
  const waysOf = new Map<DrawnNode | 'start', Map<string, Way>>();
  const starts = body.container ? [] : body.nodes.filter(isTrigger);
  if (starts.length > 1) {
    waysOf.set('start', new Map(starts.map(({ node }) => [node.id, { node: 'start', hasOutput: true }])));
  }
  const before = new BitTable(body.nodes.length);
  const leading = new BitTable(body.nodes.length);

  for (const drawn of body.nodes) {
    const ways = exclusiveWays(drawn);
    if (ways.size > 1) waysOf.set(drawn, ways);
    const condition = reduce(entryCondition(drawn), waysOf, known);
    const withOutput = [...ways.values()].filter(({ hasOutput }) => hasOutput);
    const output = ways.size > 1 && withOutput.length < ways.size ? new Set(withOutput) : condition;
    known.set(drawn, { condition, output });
    findFinished(drawn);
  }

  function entryCondition(drawn: DrawnNode): Condition {
    if (drawn.incoming.length === 0) {
      const way = isTrigger(drawn) ? waysOf.get('start')?.get(drawn.node.id) : undefined;
      return way ? new Set([way]) : undefined;
    }
    const all = new Set<Way>();
    for (const { source, port } of drawn.incoming) {
      const way = waysOf.get(source)?.get(port);
      const condition = way ? [way] : known.get(source)?.condition;
      if (condition === undefined) return undefined;
      for (const each of condition) all.add(each);
    }
    return all;
  }

  function findFinished(drawn: DrawnNode): void {
    for (const [index, { source }] of drawn.incoming.entries()) {
      leading.addFrom(drawn.position, source.position);
      // A join on `any` goes on with the first branch: only what lies before all of them is finished.
      const isShared = drawn.node.join === 'any' && index > 0;
      if (isShared) before.keepSharedWith(drawn.position, source.position);
      else before.addFrom(drawn.position, source.position);
    }
  }

  const implied = new Map<DrawnNode, Map<Way, boolean>>();

  /** Whether every way of `given` makes the output of `step` certain. */
  function implies(given: Condition, step: DrawnNode): boolean {
    const wanted = known.get(step)?.output;
    if (wanted === undefined) return true;
    if (given === undefined) return false;
    const memory = implied.get(step) ?? new Map<Way, boolean>();
    implied.set(step, memory);
    const holds = (way: Way): boolean => {
      if (wanted.has(way)) return true;
      const remembered = memory.get(way);
      if (remembered !== undefined) return remembered;
      memory.set(way, false); // while it is looked into: in a circle, nothing is certain
      const earlier = way.node === 'start' ? undefined : known.get(way.node)?.condition;
      const answer = earlier !== undefined && every(earlier, holds);
      memory.set(way, answer);
      return answer;
    };
    return every(given, holds);
  }

  return {
    isBefore: (step, at) => at === 'end' || before.has(at.position, step.position),
    mayBeBefore: (step, at) => at === 'end' || leading.has(at.position, step.position),
    isCertain: (step, at) => implies(at === 'end' ? undefined : known.get(at)?.condition, step),
  };
}

/** The ways of which a node takes exactly one. An error port without an arrow is none: the run waits for a person there. */
function exclusiveWays(drawn: DrawnNode): Map<string, Way> {
  const ways = new Map<string, Way>();
  for (const { name, isError, hasOutput } of drawn.ports) {
    const isDrawn = drawn.outgoing.some(({ port }) => port === name);
    if (!isDrawn && (isError || name === 'exhausted')) continue;
    ways.set(name, { node: drawn, hasOutput });
  }
  return ways;
}

/** All ways of one node together are the node itself: a switch whose branches meet again is no condition any more. */
function reduce(
  condition: Condition,
  waysOf: ReadonlyMap<DrawnNode | 'start', ReadonlyMap<string, Way>>,
  known: ReadonlyMap<DrawnNode, Known>,
): Condition {
  if (condition === undefined) return undefined;
  const left = new Set(condition);
  for (let isChanged = true; isChanged; ) {
    isChanged = false;
    const counts = new Map<DrawnNode | 'start', number>();
    for (const { node } of left) counts.set(node, (counts.get(node) ?? 0) + 1);
    for (const [node, count] of counts) {
      const ways = waysOf.get(node);
      if (!ways || count < ways.size) continue;
      for (const way of ways.values()) left.delete(way);
      const before = node === 'start' ? undefined : known.get(node)?.condition;
      if (before === undefined) return undefined;
      for (const way of before) left.add(way);
      isChanged = true;
    }
  }
  return left;
}

function every<Item>(items: Iterable<Item>, holds: (item: Item) => boolean): boolean {
  for (const item of items) if (!holds(item)) return false;
  return true;
}
