export interface Interval {
  from: number;
  to: number;
}

export interface TimeScale {
  /** Where an instant lies, in percent; what is outside lies at the border. */
  percent: (at: number) => number;
  /** Where a long quiet time was drawn shorter than it was, in percent. */
  breaks: number[];
}

/** A quiet time is cut to this part of all the work; one that is hardly longer is left as it was. */
const longestGap = 0.25;
const alwaysShownMs = 400;
const worthCutting = 2.5;

/**
 * Instants to places on a bar. Work is in proportion; a quiet time, in which everything waited, is cut short and marked, or
 * one night of waiting for an answer would squeeze a second of work to nothing.
 */
export function timeScale(startedAt: number, endedAt: number, work: readonly Interval[]): TimeScale {
  const busy = merge(work.filter(({ from, to }) => to >= startedAt && from <= endedAt));
  const busyMs = busy.reduce((sum, { from, to }) => sum + (to - from), 0);
  const mostMs = Math.max(busyMs * longestGap, alwaysShownMs);
  const pieces = piecesOf(startedAt, endedAt, busy).map(({ isBusy, ...piece }) => {
    const real = piece.to - piece.from;
    const isCut = !isBusy && real > mostMs * worthCutting;
    return { ...piece, isCut, shown: isCut ? mostMs : real };
  });
  const total = pieces.reduce((sum, { shown }) => sum + shown, 0) || 1;
  let at = 0;
  const laid = pieces.map((piece) => {
    const start = at;
    at += piece.shown;
    return { ...piece, start };
  });
  return {
    percent: (instant) => {
      const piece = laid.findLast(({ from }) => from <= instant);
      if (!piece) return 0;
      const real = piece.to - piece.from;
      const part = real === 0 ? 0 : Math.min(1, (instant - piece.from) / real);
      return ((piece.start + part * piece.shown) / total) * 100;
    },
    breaks: laid.filter(({ isCut }) => isCut).map(({ start, shown }) => ((start + shown / 2) / total) * 100),
  };
}

function piecesOf(startedAt: number, endedAt: number, busy: readonly Interval[]) {
  const pieces: (Interval & { isBusy: boolean })[] = [];
  let at = startedAt;
  for (const { from, to } of busy) {
    const start = Math.max(from, at);
    if (start > at) pieces.push({ from: at, to: start, isBusy: false });
    const end = Math.min(Math.max(to, start), endedAt);
    if (end > start) pieces.push({ from: start, to: end, isBusy: true });
    at = Math.max(at, end);
  }
  if (endedAt > at) pieces.push({ from: at, to: endedAt, isBusy: false });
  return pieces;
}

function merge(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  for (const { from, to } of intervals.toSorted((left, right) => left.from - right.from)) {
    const last = merged.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}
