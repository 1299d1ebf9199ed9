const opening = '<think>';
const closing = '</think>';

/**
 * Some local models print their reasoning in front of the answer, often without the opening mark, because the server's
 * template has written that already. What counts comes after the last closing mark; thoughts that never end are no answer.
 */
export function withoutThinking(text: string): string {
  const end = text.lastIndexOf(closing);
  if (end < 0) return text.trimStart().startsWith(opening) ? '' : text;
  // An answer in JSON may quote the mark from a mail; cutting there would break it.
  return isJson(text) ? text : text.slice(end + closing.length);
}

function isJson(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
