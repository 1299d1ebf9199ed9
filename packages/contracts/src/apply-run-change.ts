import type { RunChange } from './live.ts';
import type { RunView } from './runs.ts';

/** The picture after a change. Applying one again changes nothing, so a line that repeats itself does no harm. */
export function applyRunChange(view: RunView, change: RunChange): RunView {
  const next: RunView = {
    ...view,
    ...change.set,
    steps: merged(view.steps, change.steps, ({ key }) => key, change.stepKeys),
    nodes: merged(view.nodes, change.nodes, ({ nodeId }) => nodeId, change.nodeIds),
  };
  for (const name of change.unset) delete next[name as keyof RunView];
  return next;
}

function merged<Item>(
  before: Item[],
  changed: readonly Item[],
  idOf: (item: Item) => string,
  order: readonly string[] | undefined,
): Item[] {
  if (changed.length === 0 && order === undefined) return before;
  const byId = new Map([...before, ...changed].map((item) => [idOf(item), item]));
  return (order ?? [...byId.keys()]).flatMap((id) => byId.get(id) ?? []);
}
