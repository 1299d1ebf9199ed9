import { cardSize, type PortFacts } from './graph-facts.ts';

/** A port as it is drawn: `at` is its place along the lower edge, 0 left to 1 right. */
export interface ShownPort extends PortFacts {
  at: number;
  /** Room for the label, in pixels. */
  room: number;
  /** Named beside its dot, not under it. */
  isAside?: boolean;
}

/** Between a container's corner and the port beside it, in pixels. */
const cornerRoom = 40;

const fewPlaces: Record<number, number[]> = { 1: [0.5], 2: [0.3, 0.7], 3: [0.2, 0.5, 0.8] };

/** Error exits are shown only where an arrow leaves by them, or while the card is selected: most cards have one quiet exit. */
export function shownPorts(
  outputs: readonly PortFacts[],
  usedPorts: ReadonlySet<string>,
  isSelected: boolean,
  width: number = cardSize.width,
  isContainer = false,
): ShownPort[] {
  const shown = outputs.filter((port) => !port.isError || usedPorts.has(port.name));
  const placed = placesOf(shown, width);
  const offered = outputs.find((port) => port.isError && !usedPorts.has(port.name));
  if (!isSelected || !offered) return placed;
  // Offered at the corner, so that arrows already drawn do not jump when a card is selected; the corner of a container is
  // what it is resized by.
  return isContainer
    ? [...placed, { ...offered, at: (width - cornerRoom) / width, room: 2 * cornerRoom }]
    : [...placed, { ...offered, at: 1, room: 90, isAside: true }];
}

/** The places of the drawings while the labels fit; else each gets room by the length of its label. */
function placesOf(ports: PortFacts[], width: number): ShownPort[] {
  const wanted = ports.map(labelWidth);
  const few = fewPlaces[ports.length];
  const fits = few?.every((at, index) => {
    const next = few[index + 1];
    if (next === undefined) return true;
    return ((wanted[index] ?? 0) + (wanted[index + 1] ?? 0)) / 2 <= (next - at) * width;
  });
  if (few && fits) return ports.map((port, index) => ({ ...port, at: few[index] ?? 0.5, room: 96 }));
  // A little wider than the card is fine: the labels stand below it.
  const rooms = shared(wanted, width + 24);
  let left = Math.max(0, (width - rooms.reduce((sum, each) => sum + each, 0)) / 2);
  return ports.map((port, index) => {
    const room = rooms[index] ?? 0;
    const at = (left + room / 2) / width;
    left += room;
    return { ...port, at, room: Math.floor(room) };
  });
}

/** What each gets of too little room: short names are whole, the longest give way. */
function shared(wanted: readonly number[], available: number): number[] {
  let left = available;
  let most = Number.POSITIVE_INFINITY;
  for (const [index, each] of wanted.toSorted((a, b) => a - b).entries()) {
    const equal = left / (wanted.length - index);
    if (each > equal) {
      most = equal;
      break;
    }
    left -= each;
  }
  return wanted.map((each) => Math.min(each, most));
}

/** About what a label of 11 px takes, with the space beside it. */
const labelWidth = (port: PortFacts) => (port.label === undefined ? 36 : port.label.length * 6.4 + 12);
