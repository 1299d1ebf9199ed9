import { compileTemplate } from '@dayshift/expressions';
import type { Json } from '@dayshift/model';
import type { SummaryPart } from './node-type.ts';

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

/** The last name of a plain path in words, `steps.understand.orderId` → `order id`; any other expression as it is. */
export function nameOf(expression: string): string {
  const path = /^(?:steps\.)?[A-Za-z_][\w]*(?:\??\.\??[A-Za-z_]\w*|\[\d+\])*(?:\.orValue\(.*\))?$/.exec(
    expression.trim(),
  );
  if (!path) return expression.trim();
  const last = expression
    .trim()
    .replace(/\.orValue\(.*$/, '')
    .split('.')
    .at(-1)!
    .replace(/[?[\]0-9]+$/, '');
  return last
    .replaceAll('_', ' ')
    .replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
}

/** `steps.understand.amount > 50` → `amount > 50`: the condition as a sentence needs it, without where its values come from. */
export function conditionInWords(condition: string): string {
  return condition.trim().replaceAll(/\b(?:steps\.\w+|trigger)\./g, '');
}

export function shorten(text: string, length = 48): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}
