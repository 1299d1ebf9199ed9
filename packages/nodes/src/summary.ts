import { compileTemplate } from '@dayshift/expressions';
import type { Json } from '@dayshift/model';
import type { SummaryPart } from './node-type.ts';
import { nameOf } from './value-names.ts';

/** Writes a card's sentence: say`to ${value(config.to)}, at once`. */
export function say(
  words: TemplateStringsArray,
  ...values: (SummaryPart | SummaryPart[] | string)[]
): SummaryPart[] {
  const parts: SummaryPart[] = [];
  for (const [index, word] of words.entries()) {
    push(parts, { text: word });
    const part = values[index];
    if (part === undefined) continue;
    for (const each of Array.isArray(part) ? part : [part])
      push(parts, typeof each === 'string' ? { text: each } : each);
  }
  return parts;
}

/** A value from the config as a marked word; `otherwise` stands in while it is empty. */
export function value(config: Json | undefined, otherwise = '…'): SummaryPart {
  const text = shown(config);
  return text === '' ? { text: otherwise } : { text: shorten(text), isValue: true };
}

function push(parts: SummaryPart[], part: SummaryPart): void {
  if (part.text === '') return;
  const last = parts.at(-1);
  if (last && !last.isValue && !part.isValue) last.text += part.text;
  else parts.push({ ...part });
}

function shown(config: Json | undefined): string {
  if (config === undefined || config === null) return '';
  if (typeof config === 'string') return config.includes('{{') ? withoutBraces(config) : config.trim();
  if (Array.isArray(config)) return `${config.length} items`;
  if (typeof config === 'object') return Object.keys(config).join(', ');
  return String(config);
}

/** `Re: {{ trigger.subject }}` → `Re: subject`: a card has room for the name, not for the path. */
function withoutBraces(text: string): string {
  const compiled = compileTemplate(text);
  if (!compiled.ok) return text;
  return compiled.template.parts
    .map((part) => (typeof part === 'string' ? part : nameOf(part.expression.source)))
    .join('')
    .trim();
}

/**
 * `steps.understand.amount > 50 && trigger.kind == "a"` → `amount > 50 and kind is “a”`: the condition as a sentence needs it,
 * without where its values come from. What stands in quotes is not touched.
 */
export function conditionInWords(condition: string): string {
  return condition
    .trim()
    .replaceAll(/\.orValue\((?:"(?:\\.|[^"\\])*"|[\d.]+)\)/g, '')
    .replaceAll(/\s*==\s*""/g, ' is empty')
    .replaceAll(/\s*!=\s*""/g, ' is not empty')
    .split(/("(?:\\.|[^"\\])*")/)
    .map((part) => (part.startsWith('"') ? `“${part.slice(1, -1)}”` : operatorsInWords(part)))
    .join('')
    .trim();
}

function operatorsInWords(code: string): string {
  return code
    .replaceAll(/\b(?:steps\.\w+|trigger)\./g, '')
    .replaceAll(/\s*!=\s*null\b/g, ' is there')
    .replaceAll(/\s*==\s*null\b/g, ' is missing')
    .replaceAll(/\s*&&\s*/g, ' and ')
    .replaceAll(/\s*\|\|\s*/g, ' or ')
    .replaceAll(/\s*==\s*/g, ' is ')
    .replaceAll(/\s*!=\s*/g, ' is not ')
    .replaceAll(/\.contains\(/g, ' contains (');
}

export function shorten(text: string, length = 48): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}
