import { compileTemplate } from '@dayshift/expressions';

/** Fields of a result that say nothing by themselves: the step that gave it does. */
const plainNames = new Set([
  'text',
  'body',
  'output',
  'result',
  'value',
  'data',
  'content',
  'items',
  'input',
]);

/** What people call what a mail has. */
const mailNames: Readonly<Record<string, string>> = {
  from: 'the sender',
  replyTo: 'the sender',
  fromName: 'the sender’s name',
};

/** Verbs that a step's name begins with, when it is called by what it gets: `find_articles` gives articles. */
const verbs = /^(?:find|load|get|fetch|read|list|search|look_up|make|write|take)_(?=[a-z])/;

/**
 * A plain path by the name of what it gives: `steps.understand.orderId` → `order id`, `steps.find_articles.body` →
 * `articles`, `trigger.from` → `the sender`. Any other expression as it is.
 */
export function nameOf(expression: string): string {
  const names = namesOf(expression);
  if (!names) return expression.trim();
  const [root, ...rest] = names;
  const last = rest.at(-1) ?? root ?? '';
  if (root === 'worker' && last === 'manager') return 'the manager';
  if (root === 'trigger' && rest.length === 1) return mailNames[last] ?? inWords(last);
  if (root === 'steps' && rest.length === 2 && plainNames.has(last)) return stepName(rest[0] ?? last);
  return inWords(last);
}

/**
 * Where a text takes its values from, each once: the mail, customer, articles. For a card that has room for the sources and
 * not for the text.
 */
export function sourcesOf(text: string): string[] {
  const compiled = compileTemplate(text);
  if (!compiled.ok) return [];
  const paths = compiled.template.parts.flatMap((part) =>
    typeof part === 'string' ? [] : [namesOf(part.expression.source)],
  );
  const isMail = paths.some((path) => path?.[0] === 'trigger' && mailNames[path[1] ?? ''] !== undefined);
  const sources = paths.map((path) => {
    if (!path) return undefined;
    const [root, first, ...rest] = path;
    if (root === 'trigger') return isMail ? 'the mail' : first === undefined ? 'the start' : inWords(first);
    if (root !== 'steps' || first === undefined) return inWords(path.at(-1) ?? '');
    const [field] = rest;
    return field === undefined || plainNames.has(field) ? stepName(first) : inWords(field);
  });
  return [...new Set(sources.filter((source) => source !== undefined))];
}

/** `a.b[0].?c.orValue("")` → a, b, c; undefined for anything that is no plain path. */
function namesOf(expression: string): string[] | undefined {
  const inner = /^string\((.*)\)$/s.exec(expression.trim())?.[1] ?? expression.trim();
  const path = inner.replace(/\.orValue\((?:"[^"]*"|[\d.]+)\)$/, '');
  if (!/^[A-Za-z_]\w*(?:\.\??[A-Za-z_]\w*|\[\d+\])*$/.test(path)) return undefined;
  return path.replaceAll(/\[\d+\]/g, '').split(/\.\??/);
}

const stepName = (key: string) => inWords(key.replace(verbs, ''));

const inWords = (name: string) =>
  name
    .replaceAll('_', ' ')
    .replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);

/** `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  const [last, ...others] = names.toReversed();
  if (last === undefined) return '';
  return others.length === 0 ? last : `${others.toReversed().join(', ')} and ${last}`;
}
