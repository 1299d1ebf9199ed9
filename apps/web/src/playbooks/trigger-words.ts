const words: Record<string, string> = {
  manual: 'a form',
  webhook: 'a webhook',
  schedule: 'a schedule',
  'mail-received': 'a mail',
};

/** What starts a run, in a word: the type of a trigger, or its own name if it is not one of ours. */
export function triggerWords(type: string): string {
  return Object.hasOwn(words, type) ? (words[type] ?? type) : type;
}
