/**
 * Where a text stops being JSON: the index of the first character that does not belong. Browsers word this each in their
 * own way, and some leave the place out.
 */
export function jsonErrorAt(text: string): number {
  const end = value(text, 0);
  return end < 0 ? -end - 1 : skip(text, end);
}

// Each part returns where it ends, or −(place + 1) of what does not belong.
const wrong = (at: number) => -at - 1;

const quoted = /"(?:[^"\\\n\r\t]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const plain = new RegExp(
  `${quoted.source}|-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?|true|false|null`,
  'y',
);
const space = /[ \t\r\n]*/y;

function value(text: string, from: number): number {
  const at = skip(text, from);
  if (text[at] === '{') return list(text, at + 1, '}', pair);
  if (text[at] === '[') return list(text, at + 1, ']', value);
  return match(plain, text, at);
}

function pair(text: string, from: number): number {
  const name = match(quoted, text, skip(text, from));
  if (name < 0) return name;
  const colon = skip(text, name);
  return text[colon] === ':' ? value(text, colon + 1) : wrong(colon);
}

function list(text: string, from: number, close: string, item: typeof value): number {
  let at = skip(text, from);
  if (text[at] === close) return at + 1;
  for (;;) {
    const end = item(text, at);
    if (end < 0) return end;
    at = skip(text, end);
    if (text[at] === close) return at + 1;
    if (text[at] !== ',') return wrong(at);
    at += 1;
  }
}

const skip = (text: string, at: number) => match(space, text, at);

function match(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found === null ? wrong(at) : at + found[0].length;
}
