import type { Scope, Type, TypeScope } from '@dayshift/expressions';
import { variableHelp } from '@dayshift/expressions';
import { isObject } from '@dayshift/json-schema';
import type { Json } from '@dayshift/model';
import { wordsOf } from './path-words.ts';

/** A value an author can pick: from the types that are known, filled with what the last run had there. */
export interface PickerNode {
  label: string;
  /** The expression that reads it. */
  path: string;
  sample?: Json;
  /** False: it may be missing on some ways to this place. */
  isCertain: boolean;
  children: PickerNode[];
}

const deepest = 5;
const widest = 60;

/**
 * What can be read at a node, the nearest first, as a tree. What starts the playbook is one entry under the title of that
 * step, although it can be read as a step too.
 */
export function pickerTree(
  scope: TypeScope,
  samples: Scope,
  start?: { key: string; title: string },
): PickerNode[] {
  const stepValues = typeof samples.steps === 'object' ? samples.steps : {};
  // The keys come in the order of the work.
  const hasStart = start !== undefined && scope.variables.has('trigger');
  const steps = [...scope.steps.keys()].reverse().flatMap((key): PickerNode[] => {
    const step = scope.steps.get(key);
    return step && !(hasStart && key === start.key)
      ? [nodeOf(step.title ?? key, `steps.${key}`, step.type, stepValues[key], step.isCertain, 0)]
      : [];
  });
  const variables = [...scope.variables].map(([name, type]) =>
    nodeOf(
      name === 'trigger' && start ? start.title : (variableHelp[name as keyof typeof variableHelp] ?? name),
      name,
      type,
      samples[name as 'trigger'],
      true,
      0,
    ),
  );
  const isNear = (node: PickerNode) => node.path === 'item' || node.path === 'index' || node.path === 'error';
  const isStart = (node: PickerNode) => node.path === 'trigger';
  return [
    ...variables.filter(isNear),
    ...steps,
    ...variables.filter(isStart),
    ...variables.filter((node) => !isNear(node) && !isStart(node)),
  ];
}

function nodeOf(
  label: string,
  path: string,
  type: Type,
  sample: Json | undefined,
  isCertain: boolean,
  depth: number,
): PickerNode {
  const node: PickerNode = { label, path, isCertain, children: [] };
  if (sample !== undefined) node.sample = sample;
  if (depth < deepest) node.children = childrenOf(path, type, sample, isCertain, depth + 1);
  return node;
}

function childrenOf(
  path: string,
  type: Type,
  sample: Json | undefined,
  isCertain: boolean,
  depth: number,
): PickerNode[] {
  const known = objectType(type);
  const values = isObject(sample) ? sample : undefined;
  const names = new Set([...(known?.fields.keys() ?? []), ...Object.keys(values ?? {})]);
  if (names.size > 0) {
    return [...names].slice(0, widest).map((name) => {
      const field = known?.fields.get(name);
      return nodeOf(
        field?.title ?? wordsOf(name),
        member(path, name),
        field?.type ?? { kind: 'any' },
        values?.[name],
        isCertain,
        depth,
      );
    });
  }
  const item = listType(type);
  const list = Array.isArray(sample) ? sample : undefined;
  if ((item || list?.length) && depth < deepest) {
    const first = nodeOf('first', `${path}[0]`, item ?? { kind: 'any' }, list?.[0], false, depth);
    return first.children.length > 0 || list?.length ? [first] : [];
  }
  return [];
}

function objectType(type: Type): Extract<Type, { kind: 'object' }> | undefined {
  if (type.kind === 'object') return type;
  if (type.kind === 'maybe') return objectType(type.of);
  if (type.kind === 'union') return type.of.map(objectType).find((each) => each !== undefined);
  return undefined;
}

function listType(type: Type): Type | undefined {
  if (type.kind === 'list') return type.item;
  if (type.kind === 'maybe') return listType(type.of);
  if (type.kind === 'union') return type.of.map(listType).find((each) => each !== undefined);
  return undefined;
}

/** Names with blanks or dots are read in brackets. */
const member = (path: string, name: string) =>
  /^[A-Za-z_]\w*$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
