import type { Json, RunState, SeededItems, StepState } from '@dayshift/model';
import { baseKey } from './instance-key.ts';

/**
 * What a container that has begun keeps: the results of items that are over, by index. Of a loop only the last round counts:
 * what it gave is what the round under way was given.
 */
export function closedItems(state: RunState, container: StepState): SeededItems {
  const before = state.seedItems?.[baseKey(container.stepId, container.path)];
  const { opened, results, skipped = [] } = container.progress ?? { opened: 0, results: [] };
  const kept: Record<string, Json> = { ...before?.results };
  const open = new Set<number>();
  const isMap = container.items !== undefined;
  for (const { openedBy, index, isClosed, item } of Object.values(state.activations)) {
    if (openedBy !== container.key || isClosed || index === undefined) continue;
    open.add(index);
    if (!isMap && index > 0) kept[index - 1] = item ?? null;
  }
  if (isMap)
    for (let index = 0; index < opened; index += 1)
      if (!open.has(index)) kept[index] = results[index] ?? null;
  return { results: kept, skipped: [...new Set([...(before?.skipped ?? []), ...skipped])] };
}
