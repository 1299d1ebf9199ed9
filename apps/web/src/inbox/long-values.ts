const longestLines = 24;
const longestCharacters = 1_500;

/** True if a text is shown cut until somebody opens it. */
export function isLong(text: string): boolean {
  return text.length > longestCharacters || countLines(text) > longestLines;
}

/** The part shown while it is closed. */
export function beginningOf(text: string): string {
  return text.split('\n').slice(0, 8).join('\n').slice(0, 500);
}

export function countLines(text: string): number {
  return text.split('\n').length;
}
