import {
  checkSource,
  checkTemplate,
  checkValue,
  isDay,
  nameOfType,
  type Type,
  type ValueProblem,
} from '@dayshift/expressions';
import type { Json, Problem } from '@dayshift/model';
import { type ConfigField, type FieldMeta, fieldsOfConfig } from '@dayshift/nodes';
import type { Analysis } from './analyse.ts';
import { checkCases } from './check-cases.ts';
import { checkParts } from './check-parts.ts';
import type { DrawnNode } from './drawing.ts';
import { problem } from './problem.ts';

/** Everything wrong with what an author filled in at one node: shape, what is missing, expressions and their types. */
export function checkConfig(drawn: DrawnNode, analysis: Analysis): Problem[] {
  const { node, reading } = drawn;
  if (reading.kind === 'bad-config') {
    return reading.issues.map(({ field, message, hint }) => at(drawn, 'PB3008', message, field, hint));
  }
  if (reading.kind !== 'read') return [];
  const problems = reading.node.issues.map(({ field, message, hint }) =>
    at(drawn, 'PB3008', message, field, hint),
  );
  const { patience } = node;
  if (
    patience?.firstRetrySeconds !== undefined &&
    patience.firstRetrySeconds > (patience.longestRetrySeconds ?? Number.POSITIVE_INFINITY)
  ) {
    problems.push(
      at(
        drawn,
        'PB4006',
        'The first wait between tries is longer than the longest.',
        'patience.firstRetrySeconds',
      ),
    );
  }
  for (const field of fieldsOfConfig(reading.nodeType, reading.node.config))
    problems.push(...checkField(drawn, field, analysis));
  for (const { message, field, hint } of checkCases(node, analysis.scopeAt(drawn, 'before')))
    problems.push({ ...at(drawn, 'PB3014', message, field, hint), severity: 'warning' });
  return problems;
}

function checkField(drawn: DrawnNode, { path, value, meta }: ConfigField, analysis: Analysis): Problem[] {
  if (isEmpty(value)) {
    if (!meta.isRequired) return [];
    return [at(drawn, 'PB3008', `${meta.title ?? path} is missing.`, path)];
  }
  if (meta.holds === undefined) return [];
  const scope = analysis.scopeAt(drawn, meta.place ?? 'before');
  if (meta.holds === 'expression') {
    if (typeof value !== 'string') return [];
    const { problems, type } = checkSource(value, scope);
    return [
      ...problems.map((found) => placed(drawn, { ...found, field: '' }, path)),
      ...checkWanted(drawn, path, meta, type, problems.length > 0),
    ];
  }
  const { problems, type } =
    typeof value === 'string' ? asValue(value, scope) : checkValue(value as Json, scope);
  const wanted =
    typeof value === 'string'
      ? checkWanted(drawn, path, meta, type, problems.length > 0)
      : checkParts(path, meta, type).map(({ message, field }) => at(drawn, 'PB3003', message, field));
  return [...problems.map((found) => placed(drawn, found, path)), ...wanted];
}

function asValue(
  value: string,
  scope: Parameters<typeof checkTemplate>[1],
): { problems: ValueProblem[]; type: Type } {
  const { problems, type } = checkTemplate(value, scope);
  return { problems: problems.map((found) => ({ ...found, field: '' })), type };
}

const kindOf = {
  boolean: 'boolean',
  number: 'number',
  list: 'list',
  text: 'text',
  instant: 'instant',
} as const;

function checkWanted(
  drawn: DrawnNode,
  path: string,
  meta: Partial<FieldMeta>,
  type: Type,
  hasProblems: boolean,
): Problem[] {
  if (meta.wants === undefined || hasProblems) return [];
  if (meta.wants === 'instant' && isDay(type) && !hasZone(drawn, meta)) {
    const hint = 'Choose a time zone: a day begins at another instant in each.';
    return [at(drawn, 'PB3003', `${meta.title ?? path} has to be an instant, but is a day.`, path, hint)];
  }
  if (couldBe(type, meta.wants)) return [];
  if (meta.wants === 'text') {
    const isStructure = couldBe(type, 'list') || couldBe(type, 'object');
    if (!isStructure) return [];
    return [
      {
        ...at(drawn, 'PB3009', `This is ${nameOfType(type)}; it is written into the text as JSON.`, path),
        severity: 'warning',
      },
    ];
  }
  const wanted = nameOfType({ kind: kindOf[meta.wants] } as Type); // only the kind is read
  return [
    at(drawn, 'PB3003', `${meta.title ?? path} has to be ${wanted}, but is ${nameOfType(type)}.`, path),
  ];
}

/** The field that `zoneIn` names stands at the top of the config. */
function hasZone({ node }: DrawnNode, { zoneIn }: Partial<FieldMeta>): boolean {
  const zone = zoneIn === undefined ? undefined : node.config[zoneIn];
  return typeof zone === 'string' && zone !== '';
}

function couldBe(type: Type, kind: Type['kind']): boolean {
  switch (type.kind) {
    case 'any':
      return true;
    case 'union':
      return type.of.some((part) => couldBe(part, kind));
    case 'maybe':
      return couldBe(type.of, kind);
    case 'duration':
      return kind === 'number' || kind === 'duration';
    case 'text':
      return kind === 'text' || kind === 'instant';
    case 'instant':
      return kind === 'text' || kind === 'instant';
    default:
      return type.kind === kind;
  }
}

function placed(drawn: DrawnNode, found: ValueProblem, path: string): Problem {
  return {
    code: found.code,
    severity: found.severity,
    message: found.message,
    ...(found.hint === undefined ? {} : { hint: found.hint }),
    nodeId: drawn.node.id,
    field: found.field === '' ? path : `${path}.${found.field}`,
    range: { start: found.start, end: found.end },
  };
}

function at(
  drawn: DrawnNode,
  code: Parameters<typeof problem>[0],
  message: string,
  field: string,
  hint?: string,
): Problem {
  return problem(code, message, { nodeId: drawn.node.id, field, ...(hint === undefined ? {} : { hint }) });
}

function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return typeof value === 'object' && Object.keys(value).length === 0;
}
