/** What a spreadsheet takes for the beginning of a formula, also after space and in full-width letters. */
const beginsFormula = /^[\s\p{Cc}]*[=+\-@＝＋－＠]/u;

/** One line of a CSV file (RFC 4180). Words of strangers stay words: no cell begins a formula. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(text: string): string {
  const safe = beginsFormula.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n;\t]|^'/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
