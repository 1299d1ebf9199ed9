/** What went wrong at a step, as one sentence: who was asked is on the step; what matters is the answer. */
export function troubleSentence(title: string, failure: { code: string; message: string }): string {
  const refusal = refusalOf(failure);
  // A title with its place in a list ends in a comma where the sentence goes on: “Refund, item 4, was refused”.
  return ended(
    refusal === undefined ? `${title.replace(/,$/, '')}: ${failure.message.trim()}` : `${title} ${refusal}`,
  );
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
  const words = said?.trim() || undefined;
  const verb = status < 500 ? 'was refused with' : 'met an error,';
  return `${verb} ${status}${words === undefined ? '' : `: ${words}`}`;
}

const ended = (text: string) => (/[.?!…]$/.test(text) ? text : `${text}.`);
