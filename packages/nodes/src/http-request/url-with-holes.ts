import { compileTemplate, type Template } from '@dayshift/expressions';
import { asText } from '../as-text.ts';
import { closedSource } from '../closed-source.ts';
import type { ConfigIssue } from '../node-type.ts';

type Part = Template['parts'][number];
type Hole = Exclude<Part, string>;

/**
 * A URL whose values cannot change what it means: each hole is encoded by where it stands, in the template itself, so what
 * the approval card shows is what is sent. A hole that is the whole URL, or its beginning, is taken as it is.
 */
export function withEncodedHoles(url: string): string {
  const parts = partsOf(url);
  if (!parts || parts.length === 1) return asText(url);
  const flat = flatten(parts);
  const holes = parts.filter(isHole);
  let at = 0;
  let made = '';
  for (const run of runsOf(flat)) {
    const own = holes.slice(at, at + countHoles(run.text));
    at += own.length;
    made += own.length === 0 ? literal(run.text) : encodeRun(run, own);
  }
  return made;
}

/** Places where a value would decide what comes after it: refused while drawing. */
export function holeIssues(url: string): ConfigIssue[] {
  const parts = partsOf(url);
  if (!parts || parts.length === 1) return [];
  const flat = flatten(parts);
  const issue = (message: string): ConfigIssue[] => [
    {
      field: 'url',
      message,
      hint: 'Write a / between them, or give the value a field of its own under Query.',
    },
  ];
  if (flat.startsWith(hole)) {
    return /^[/?#&]/.test(flat.slice(1))
      ? []
      : issue('After the value the URL begins with, it is not clear where its path starts.');
  }
  const { authority } = splitUrl(flat);
  return authority.length > 1 && /[^.:]\0$/.test(authority)
    ? issue('The value right after the host would decide which host is asked.')
    : [];
}

/** Stands for a hole in the text that the zones are found in; no URL can hold it. */
const hole = '\0';

type Run = { text: string; zone: 'base' | 'host' | 'host-part' | 'segment' | 'rest' };

/** The URL cut into pieces that are treated alike. */
function runsOf(flat: string): Run[] {
  const { start, authority, path, rest } = splitUrl(flat);
  const runs: Run[] = [{ text: start, zone: 'base' }];
  const add = (zone: Run['zone'], pieces: readonly string[]) =>
    runs.push(...pieces.filter((text) => text !== '').map((text) => ({ text, zone })));
  const name = authority.slice(0, indexOf(authority, /:[^:\]]*$/));
  add(name === hole || name.endsWith(`.${hole}`) ? 'host' : 'host-part', aroundHoles(name));
  add('host-part', aroundHoles(authority.slice(name.length)));
  add('segment', path.split(/(?<=[/\\])|(?=[/\\])/));
  add('rest', aroundHoles(rest));
  return runs;
}

const aroundHoles = (text: string) => text.split(/(?<=\0)|(?=\0)/);

function splitUrl(flat: string): { start: string; authority: string; path: string; rest: string } {
  const start = flat.startsWith(hole) ? hole : (/^\s*https?:\/\//i.exec(flat)?.[0] ?? '');
  const after = flat.slice(start.length);
  // A base that brings its own query leaves only more of it.
  const restAt = start === hole && after.startsWith('&') ? 0 : indexOf(after, /[?#]/);
  const [before, rest] = [after.slice(0, restAt), after.slice(restAt)];
  const pathAt = start === hole ? 0 : indexOf(before, /[/\\]/);
  return { start, authority: before.slice(0, pathAt), path: before.slice(pathAt), rest };
}

function indexOf(text: string, pattern: RegExp): number {
  const at = text.search(pattern);
  return at < 0 ? text.length : at;
}

function encodeRun({ text, zone }: Run, holes: readonly Hole[]): string {
  const [first] = holes;
  switch (zone) {
    case 'base':
      return first ? inBraces(`string(${sourceOf(first)})`) : '';
    case 'host':
      return first ? wrap('urlHost', first) : '';
    case 'host-part':
      return first ? wrap('urlHostPart', first) : '';
    case 'rest':
      return first ? wrap('urlEncode', first) : '';
    case 'segment':
      return encodeSegment(text, holes);
  }
}

function encodeSegment(text: string, holes: readonly Hole[]): string {
  const [first] = holes;
  if (text === hole && first) return wrap('urlSegment', first);
  const pieces = aroundHoles(text);
  let at = 0;
  const next = () => holes[at++] as Hole; // as many as the text has marks
  // Dots and values alone may come to "..": only together is it known what they make.
  if (/^(\0|\.|%2e)*$/i.test(text)) {
    const sum = pieces.map((piece) =>
      piece === hole ? `string(${sourceOf(next())})` : JSON.stringify(piece),
    );
    return inBraces(`urlSegment(${sum.join(' + ')})`);
  }
  return pieces.map((piece) => (piece === hole ? wrap('urlEncode', next()) : literal(piece))).join('');
}

/** An author who wrote urlPath(…) has said it; urlEncode(…) would be encoded twice. */
function wrap(name: string, { expression }: Hole): string {
  const { syntax, source } = expression;
  if (syntax.kind === 'call' && syntax.name === 'urlPath' && name !== 'urlHost' && name !== 'urlHostPart')
    return inBraces(source);
  const [only] =
    syntax.kind === 'call' && ['urlEncode', 'urlSegment'].includes(syntax.name) ? syntax.args : [];
  const inner = only ? source.slice(only.start, only.end) : source;
  return inBraces(`${name}(${closedSource(inner)})`);
}

const inBraces = (source: string) => `{{ ${source} }}`;

const sourceOf = ({ expression }: Hole) => closedSource(expression.source);
const literal = (text: string) => text.replaceAll('{{', '\\{{');
const isHole = (part: Part): part is Hole => typeof part !== 'string';
const flatten = (parts: readonly Part[]) => parts.map((part) => (isHole(part) ? hole : part)).join('');
const countHoles = (text: string) => text.split(hole).length - 1;

function partsOf(url: string): Part[] | undefined {
  if (url.includes(hole)) return undefined;
  const compiled = compileTemplate(url);
  return compiled.ok ? compiled.template.parts : undefined;
}
