import { listFunctionsWithHelp } from './functions.ts';
import { inferType } from './infer-type.ts';
import { expressionLimits } from './limits.ts';
import { parseExpression } from './parse-expression.ts';
import { isVariableName, variableHelp } from './scope.ts';
import { type EachMacro, eachMacros, type patternFunctions } from './syntax.ts';
import type { TypeScope } from './type-scope.ts';
import { any, nameOfType, type Type } from './types.ts';

export interface Completion {
  label: string;
  kind: 'variable' | 'step' | 'field' | 'function' | 'value';
  /** What it is, in a few words. */
  detail: string;
  /** Text to put between `from` and `to`. */
  insert: string;
  /** Characters before `from` whose place it takes too, such as the dot of `trigger["größe"]`. */
  before?: number;
}

export interface Completions {
  from: number;
  to: number;
  items: Completion[];
}

/** What may stand at `offset` of a possibly unfinished expression. */
export function completions(source: string, offset: number, scope: TypeScope): Completions {
  if (source.length > expressionLimits.sourceLength) return { from: offset, to: offset, items: [] };
  const before = source.slice(0, offset);
  const word = /[A-Za-z_][A-Za-z0-9_]*$/.exec(before)?.[0] ?? '';
  const from = offset - word.length;
  const to = offset + (/^[A-Za-z0-9_]*/.exec(source.slice(offset))?.[0].length ?? 0);
  if (isInsideQuotes(before)) return { from: offset, to: offset, items: valuesAt(before, scope) };
  const dot = /\.\??\s*$/.exec(source.slice(0, from));
  const all = dot
    ? membersOf(receiverBefore(source.slice(0, dot.index)), before, scope).map((item) =>
        inBrackets(item, dot[0]),
      )
    : roots(before, scope);
  const prefix = word.toLowerCase();
  return { from, to, items: all.filter(({ label }) => label.toLowerCase().startsWith(prefix)).slice(0, 200) };
}

function roots(before: string, scope: TypeScope): Completion[] {
  const variables: Completion[] = [...scope.variables.keys(), 'steps'].map((name) => ({
    label: name,
    kind: 'variable',
    detail: isVariableName(name) ? variableHelp[name] : '',
    insert: name,
  }));
  const locals: Completion[] = localsAt(before, scope).map(({ name, type }) => ({
    label: name,
    kind: 'variable',
    detail: nameOfType(type),
    insert: name,
  }));
  const functions: Completion[] = listFunctionsWithHelp().map(({ name, help }) => ({
    label: name,
    kind: 'function',
    detail: help,
    insert: `${name}(`,
  }));
  return [
    ...locals,
    ...variables,
    { label: 'has', kind: 'function', detail: 'Whether a field is there', insert: 'has(' },
    ...functions,
  ];
}

function membersOf(receiver: string, before: string, scope: TypeScope): Completion[] {
  if (receiver === 'steps') {
    return Array.from(scope.steps.keys(), (key) => ({
      label: key,
      kind: 'step',
      detail: scope.steps.get(key)?.title ?? '',
      insert: key,
    }));
  }
  const type = typeOf(receiver, before, scope);
  return [...fieldsOf(type), ...methodsOf(type)];
}

function typeOf(source: string, before: string, scope: TypeScope): Type {
  const parsed = parseExpression(source);
  if (!parsed.ok) return any;
  const variables = new Map(scope.variables);
  for (const { name, type } of localsAt(before, scope)) variables.set(name, type);
  const { type } = inferType(parsed.expression.syntax, { variables, steps: scope.steps });
  return type.kind === 'maybe' ? type.of : type;
}

function fieldsOf(type: Type): Completion[] {
  if (type.kind === 'union') return type.of.flatMap(fieldsOf);
  if (type.kind !== 'object') return [];
  return Array.from(type.fields, ([name, field]) => ({
    label: name,
    kind: 'field',
    detail:
      field.title ??
      (field.isRequired ? nameOfType(field.type) : `${nameOfType(field.type)}, not always there`),
    insert: name,
  }));
}

/** A name that a path cannot be written with goes into brackets, which take the place of the dot before them. */
function inBrackets(item: Completion, dot: string): Completion {
  const isField = item.kind === 'field' || item.kind === 'step';
  if (!isField || /^[A-Za-z_][A-Za-z0-9_]*$/.test(item.label)) return item;
  const opening = dot.includes('?') ? '[?' : '[';
  return { ...item, insert: `${opening}${JSON.stringify(item.label)}]`, before: dot.length };
}

const methods: Partial<Record<Type['kind'], readonly string[]>> = {
  text: [
    'contains',
    'startsWith',
    'endsWith',
    'lower',
    'upper',
    'trim',
    'split',
    'mentions',
    'replace',
    'substring',
    'indexOf',
    'size',
    'padStart',
    'urlEncode',
    'urlDecode',
    'base64Encode',
    'base64Decode',
    'number',
  ],
  list: [
    'contains',
    'join',
    'first',
    'last',
    'take',
    'slice',
    'chunk',
    'sort',
    'reverse',
    'distinct',
    'flatten',
    'size',
    'sum',
    'avg',
    'min',
    'max',
  ],
  object: ['keys', 'size'],
  number: ['round', 'floor', 'ceil', 'abs', 'formatNumber', 'padStart'],
  instant: [
    'format',
    'startOfDay',
    'addDays',
    'addMonths',
    'getFullYear',
    'getMonth',
    'getDate',
    'getDayOfWeek',
    'getHours',
    'getMinutes',
    'getSeconds',
  ],
  duration: ['inSeconds'],
};

const patternHelp: Record<keyof typeof patternFunctions, string> = {
  matches: 'Whether a pattern is found in it',
  extract: 'What a pattern finds in it, or its first ( ) group; maybe nothing',
  extractAll: 'A list of all that a pattern finds in it',
};

const eachHelp: Record<EachMacro, string> = {
  map: 'A list of what each item becomes: orders.map(x, x.total)',
  filter: 'The items for which it holds',
  all: 'Whether it holds for each item',
  exists: 'Whether it holds for one item or more',
  exists_one: 'Whether it holds for exactly one item',
  sortBy: 'From small to great by a value of each item',
  groupBy: 'Items with the same value together, as { key, items }',
};

function methodsOf(type: Type): Completion[] {
  if (type.kind === 'union') return type.of.flatMap(methodsOf);
  const names = methods[type.kind] ?? [];
  const known = listFunctionsWithHelp().filter(({ name }) => names.includes(name));
  const items: Completion[] = known.map(({ name, help }) => ({
    label: name,
    kind: 'function',
    detail: help,
    insert: `${name}(`,
  }));
  if (type.kind === 'text') {
    for (const [name, help] of Object.entries(patternHelp))
      items.push({ label: name, kind: 'function', detail: help, insert: `${name}("` });
  }
  if (type.kind === 'list') {
    for (const macro of eachMacros)
      items.push({ label: macro, kind: 'function', detail: eachHelp[macro], insert: `${macro}(x, ` });
  }
  items.push({
    label: 'orValue',
    kind: 'function',
    detail: 'A fallback when it is missing',
    insert: 'orValue(',
  });
  return items;
}

/** Inside `intent == "…`: the texts it can be. */
function valuesAt(before: string, scope: TypeScope): Completion[] {
  const found = /([=!]=|\bin\s*\[)\s*["'][^"']*$/.exec(before);
  if (!found) return [];
  const type = typeOf(receiverBefore(before.slice(0, found.index).trimEnd()), before, scope);
  const values = type.kind === 'text' ? (type.values ?? []) : [];
  return values.map((value) => ({ label: value, kind: 'value', detail: 'one of its values', insert: value }));
}

/** The expression that ends here: `a.b`, `f(x).c`, `list[0]`. */
function receiverBefore(text: string): string {
  let at = text.length;
  while (at > 0) {
    const character = text[at - 1]!;
    if (/[A-Za-z0-9_]/.test(character)) at -= 1;
    else if (character === '.' || (character === '?' && text[at - 2] === '.')) at -= 1;
    else if (character === ')' || character === ']') at = openingOf(text, at - 1);
    else break;
  }
  return text.slice(at);
}

function openingOf(text: string, close: number): number {
  let depth = 0;
  for (let at = close; at >= 0; at -= 1) {
    if (text[at] === ')' || text[at] === ']') depth += 1;
    if (text[at] === '(' || text[at] === '[') depth -= 1;
    if (depth === 0) return at;
  }
  return 0;
}

/** Variables of the `list.map(x, …` and the like that are still open before the cursor. */
function localsAt(before: string, scope: TypeScope): { name: string; type: Type }[] {
  const found: { name: string; type: Type }[] = [];
  const opening = new RegExp(`\\.(?:${eachMacros.join('|')})\\(\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*,`, 'g');
  for (const match of before.matchAll(opening)) {
    if (isClosedAfter(before, match.index + match[0].indexOf('('))) continue;
    const source = receiverBefore(before.slice(0, match.index));
    const parsed = parseExpression(source);
    const variables = new Map(scope.variables);
    for (const { name, type } of found) variables.set(name, type);
    const list = parsed.ok
      ? inferType(parsed.expression.syntax, { variables, steps: scope.steps }).type
      : any;
    found.push({ name: match[1]!, type: list.kind === 'list' ? list.item : any });
  }
  return found;
}

function isClosedAfter(text: string, open: number): boolean {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return true;
  }
  return false;
}

function isInsideQuotes(text: string): boolean {
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!;
    if (quote === '') quote = character === '"' || character === "'" ? character : '';
    else if (character === '\\') at += 1;
    else if (character === quote) quote = '';
  }
  return quote !== '';
}
