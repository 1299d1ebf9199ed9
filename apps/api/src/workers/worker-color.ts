/** Colours of avatars; white letters are readable on all of them. */
const colors = ['#3b4fd8', '#1d8a5f', '#b85a1d', '#7a4bd0', '#a83267', '#1f6f8b'] as const;

/** The same name has the same colour everywhere. */
export function workerColor(name: string): string {
  const sum = Array.from(name).reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return colors[sum % colors.length] ?? colors[0];
}
