import type { PortFacts } from '../edits/graph-facts.ts';

/** A port as it is drawn: `at` is its place along the lower edge, 0 left to 1 right. */
export interface ShownPort extends PortFacts {
  at: number;
}

const fewPlaces: Record<number, number[]> = { 1: [0.5], 2: [0.3, 0.7], 3: [0.2, 0.5, 0.8] };

/** Error exits are shown only where an arrow leaves by them, or while the card is selected: most cards have one quiet exit. */
export function shownPorts(
  outputs: readonly PortFacts[],
  usedPorts: ReadonlySet<string>,
  isSelected: boolean,
): ShownPort[] {
  const shown = outputs.filter((port) => !port.isError || usedPorts.has(port.name));
  const places = fewPlaces[shown.length] ?? shown.map((_port, index) => (index + 1) / (shown.length + 1));
  const placed = shown.map((port, index) => ({ ...port, at: places[index] ?? 0.5 }));
  const offered = outputs.find((port) => port.isError && !usedPorts.has(port.name));
  // Offered at the side, so that arrows already drawn do not jump when a card is selected.
  return isSelected && offered ? [...placed, { ...offered, at: 0.9 }] : placed;
}
