import type { Figure } from './figure.ts';

/** One line a figure: what, how much, against what, and what it should reach. */
export function printTable(figures: readonly Figure[]): void {
  const rows = [
    ['', 'value', '', 'baseline', 'ratio', 'goal'],
    ...figures.map(({ name, value, unit, baseline, ratio, goal }) => [
      name,
      String(value),
      unit,
      baseline === undefined ? '' : String(baseline),
      ratio === undefined ? '' : `${ratio}×`,
      goal ?? '',
    ]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const isNumber = [false, true, false, true, true, false];
  console.log();
  for (const row of rows) {
    const cells = row.map((cell, column) =>
      isNumber[column] ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
    );
    console.log(cells.join('  ').trimEnd());
  }
}
