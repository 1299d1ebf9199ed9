const longest = 300;
/** Only the beginning of a page is looked at for words: its tags and white space are worth no more. */
const longestRead = 50_000;

/** The sentence in an answer that a person can use: what APIs call `error`, `message` or `detail`, else the text itself. */
export function whatItSaid(text: string): string {
  return (sentenceIn(parsed(text)) ?? text.slice(0, longestRead).replace(/<[^<>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longest);
}

function sentenceIn(body: unknown): string | undefined {
  if (typeof body === 'string') return body;
  if (typeof body !== 'object' || body === null) return undefined;
  for (const name of ['message', 'error', 'detail', 'error_description', 'title']) {
    const said = name in body ? sentenceIn((body as Record<string, unknown>)[name]) : undefined; // `in` has checked it
    if (said) return said;
  }
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
