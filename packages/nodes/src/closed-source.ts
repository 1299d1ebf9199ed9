/** An expression to be put into brackets: a comment at its end must not swallow what follows. */
export function closedSource(source: string): string {
  return source.includes('//') ? `${source}\n` : source;
}
