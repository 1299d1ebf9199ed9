/** What went wrong at a step, as one sentence: who was asked is on the step; what matters is the answer. */
export function troubleSentence(title: string, failure: { code: string; message: string }): string {
  const refusal = refusalOf(failure);
  return ended(refusal === undefined ? `${title}: ${failure.message.trim()}` : `${title} ${refusal}`);
}

/** The same in the room of a card: "422: reason_code missing". */
export function troubleInShort(failure: { code: string; message: string }): string {
  return refusalOf(failure)?.replace(/^\D+/, '') ?? failure.message;
}

/** "was refused with 422: reason_code missing", for an answer over HTTP; undefined for anything else. */
function refusalOf({ code, message }: { code: string; message: string }): string | undefined {
  const status = Number(/^HTTP_(\d{3})$/.exec(code)?.[1]);
  if (!Number.isFinite(status)) return undefined;
  const said = /was answered with \d{3}(?:: ([\s\S]*))?$/.exec(message)?.[1];
  const words = said === undefined ? undefined : wordsOf(said);
  const verb = status < 500 ? 'was refused with' : 'met an error,';
  return `${verb} ${status}${words === undefined ? '' : `: ${words}`}`;
}

// The answer may be cut short, so it is searched and not parsed. Longer names first: they hold the sentence.
const places = ['message', 'detail', 'error_description', 'error', 'title'];

function wordsOf(answer: string): string | undefined {
  for (const place of places) {
    const found = new RegExp(`"${place}"\\s*:\\s*"((?:[^"\\\\]|\\\\.)+)"`).exec(answer)?.[1];
    if (found !== undefined) return found.replace(/\\(.)/g, '$1');
  }
  const text = answer
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return text === '' ? undefined : text;
}

const ended = (text: string) => (/[.?!…]$/.test(text) ? text : `${text}.`);
