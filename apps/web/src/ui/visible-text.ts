/** A piece of text as it is, or a character that would otherwise not be seen. */
export type VisiblePart = { type: 'text'; text: string } | { type: 'hidden'; code: string; name: string };

const names: Record<string, string> = {
  '00AD': 'soft hyphen',
  '034F': 'grapheme joiner',
  '061C': 'Arabic letter mark',
  '200B': 'zero-width space',
  '200C': 'zero-width non-joiner',
  '200D': 'zero-width joiner',
  '200E': 'left-to-right mark',
  '200F': 'right-to-left mark',
  '2028': 'line separator',
  '2029': 'paragraph separator',
  '202A': 'left-to-right embedding',
  '202B': 'right-to-left embedding',
  '202C': 'end of direction change',
  '202D': 'left-to-right override',
  '202E': 'right-to-left override',
  '2060': 'word joiner',
  '2066': 'left-to-right isolate',
  '2067': 'right-to-left isolate',
  '2068': 'first-strong isolate',
  '2069': 'end of isolate',
  '3164': 'Hangul filler',
  FEFF: 'byte order mark',
};

// Format and control characters, fillers that draw nothing, and variation selectors. Line break and tab are ordinary.
const hidden = /\p{Default_Ignorable_Code_Point}|\p{Cf}|\p{Cc}|\p{Co}|\p{Cs}|\p{Zl}|\p{Zp}/u;

/**
 * Splits a text so that nothing in it stays invisible: what a person approves must be what they see. Joiners and
 * selectors inside an emoji are part of its picture and stay.
 */
export function toVisibleParts(text: string): VisiblePart[] {
  const parts: VisiblePart[] = [];
  let plain = '';
  const flush = () => {
    if (plain !== '') parts.push({ type: 'text', text: plain });
    plain = '';
  };
  const characters = [...text];
  characters.forEach((character, index) => {
    if (!isHidden(characters, index)) {
      plain += character;
      return;
    }
    flush();
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    parts.push({ type: 'hidden', code: `U+${code}`, name: names[code] ?? nameOfKind(character) });
  });
  flush();
  return parts;
}

/** How many characters of the text would not be seen. */
export function countHidden(text: string): number {
  return toVisibleParts(text).filter((part) => part.type === 'hidden').length;
}

/** Letters that are not plain ASCII, for addresses: a Cyrillic а in a host name looks like a Latin one. */
export function findForeignLetters(address: string): string[] {
  return [...new Set([...address].filter((character) => character > '~' && !hidden.test(character)))];
}

const emoji = /\p{Extended_Pictographic}|\p{Emoji_Component}|\uFE0F/u;

function isHidden(characters: string[], index: number): boolean {
  const character = characters[index] ?? '';
  if (character === '\n' || character === '\t') return false;
  if (character === '\r') return characters[index + 1] !== '\n';
  if (!hidden.test(character)) return false;
  const before = characters[index - 1] ?? '';
  const after = characters[index + 1] ?? '';
  if (character === '\u200D') return !(emoji.test(before) && /\p{Extended_Pictographic}/u.test(after));
  if (character === '\uFE0F') return !/\p{Extended_Pictographic}|\p{Emoji}/u.test(before);
  return true;
}

function nameOfKind(character: string): string {
  if (/\p{Cc}/u.test(character)) return 'control character';
  if (/[\u{E0000}-\u{E007F}]/u.test(character)) return 'invisible tag character';
  return 'invisible character';
}

/** The text without the characters that would not be seen. */
export function removeHidden(text: string): string {
  return toVisibleParts(text)
    .map((part) => (part.type === 'text' ? part.text : ''))
    .join('');
}

/** The text with what would not be seen spelled out, where only a plain text can stand: a tooltip, a tab's title, a choice. */
export function spellHidden(text: string): string {
  return toVisibleParts(text)
    .map((part) => (part.type === 'text' ? part.text : `[${part.code} ${part.name}]`))
    .join('');
}
