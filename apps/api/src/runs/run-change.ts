import type { RunChange, RunView } from '@dayshift/contracts';
import { applyRunChange } from '@dayshift/contracts';

/** One message of a stream: small enough that many pages can follow a busy run over one line. */
const mostInOneChange = 14_000;

/** What takes a page from one picture to the next, or as much of it as goes into one message. `after` is what it then has. */
export interface NextChange {
  change: RunChange;
  after: RunView;
  isAll: boolean;
}

/**
 * Undefined where nothing differs. Nodes and steps go first, how the run stands comes with the last of them: it is never shown as
 * over while a step of it is not.
 */
export function nextChange(before: RunView, now: RunView): NextChange | undefined {
  let room = mostInOneChange;
  const take = <Item>(changed: readonly Item[]): Item[] => {
    const taken: Item[] = [];
    for (const item of changed) {
      const size = sizeOf(item);
      // One at least, or a page would never come nearer.
      if (size > room && room < mostInOneChange) break;
      room -= size;
      taken.push(item);
    }
    return taken;
  };
  const changedNodes = changedItems(before.nodes, now.nodes, ({ nodeId }) => nodeId);
  const changedSteps = changedItems(before.steps, now.steps, ({ key }) => key);
  const nodes = take(changedNodes);
  const steps = nodes.length < changedNodes.length ? [] : take(changedSteps);
  const fields = changedFields(before, now);
  const isAll =
    nodes.length === changedNodes.length &&
    steps.length === changedSteps.length &&
    (sizeOf(fields) <= room || room === mostInOneChange);
  const { set, unset } = isAll ? fields : { set: {}, unset: [] };
  const nodeIds = order(before.nodes, nodes, now.nodes, ({ nodeId }) => nodeId);
  const stepKeys = order(before.steps, steps, now.steps, ({ key }) => key);
  const hasNews = nodes.length + steps.length + unset.length + Object.keys(set).length > 0;
  if (!hasNews && !nodeIds && !stepKeys) return undefined;
  const change: RunChange = {
    set,
    unset,
    steps,
    nodes,
    ...(nodeIds && { nodeIds }),
    ...(stepKeys && { stepKeys }),
  };
  return { change, after: applyRunChange(before, change), isAll };
}

/** A change cannot say it: the drawing is another one. */
export function isOtherDrawing(before: RunView, now: RunView): boolean {
  return before.graph !== now.graph && !isSame(before.graph, now.graph);
}

const wholeFields = new Set<string>(['graph', 'trigger', 'steps', 'nodes']);

function changedFields(before: RunView, now: RunView): Pick<RunChange, 'set' | 'unset'> {
  const names = new Set([...Object.keys(before), ...Object.keys(now)] as (keyof RunView)[]); // keys of two views
  const set: Record<string, unknown> = {};
  const unset: string[] = [];
  for (const name of names) {
    if (wholeFields.has(name) || isSame(before[name], now[name])) continue;
    if (now[name] === undefined) unset.push(name);
    else set[name] = now[name];
  }
  return { set: set as RunChange['set'], unset }; // fields of a view under their own names
}

function changedItems<Item>(
  before: readonly Item[],
  now: readonly Item[],
  idOf: (item: Item) => string,
): Item[] {
  const known = new Map(before.map((item) => [idOf(item), item]));
  return now.filter((item) => !isSame(known.get(idOf(item)), item));
}

/** The ids a page shows after it took what is sent: in their order of now, and only if it would have them otherwise. */
function order<Item>(
  before: readonly Item[],
  sent: readonly Item[],
  now: readonly Item[],
  idOf: (item: Item) => string,
): string[] | undefined {
  const has = new Set([...before, ...sent].map(idOf));
  const wanted = now.map(idOf).filter((id) => has.has(id));
  const is = [...has];
  return wanted.length === is.length && wanted.every((id, index) => id === is[index]) ? undefined : wanted;
}

const isSame = (left: unknown, right: unknown) =>
  left === right || JSON.stringify(left) === JSON.stringify(right);

const sizeOf = (value: unknown) => JSON.stringify(value).length;
