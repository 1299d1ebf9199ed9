/** One measured figure, as written to `out/latest.json`. `ratio` is value / baseline. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  baseline?: number;
  ratio?: number;
  /** What the figure should reach, in words. */
  goal?: string;
}

export function figure(
  name: string,
  value: number,
  unit: string,
  more: { baseline?: number; goal?: string } = {},
): Figure {
  const rounded: Figure = { name, value: round(value), unit };
  if (more.baseline !== undefined) {
    rounded.baseline = round(more.baseline);
    rounded.ratio = round(value / more.baseline);
  }
  if (more.goal !== undefined) rounded.goal = more.goal;
  return rounded;
}

/** The `p`-th percentile (0–100) of what was measured. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((p / 100) * sorted.length))] ?? Number.NaN;
}

export const median = (values: readonly number[]) => percentile(values, 50);

function round(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
