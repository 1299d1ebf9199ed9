import type { Type, TypeScope } from '@dayshift/expressions';
import type { Graph, GraphNode } from '@dayshift/model';
import { findNodeType } from '@dayshift/nodes';

const variables: Record<string, string> = {
  trigger: 'Start',
  item: 'Current item',
  index: 'Number of the item',
  worker: 'The worker',
  run: 'This run',
  error: 'The failure',
  vars: 'Values',
};

/**
 * A plain path in the author's words: `steps.understand.order` → “Understand the mail › Order”; undefined for anything else.
 * With what is known about the types, fields have the titles that the picker shows.
 */
export function pathInWords(expression: string, graph: Graph, scope?: TypeScope): string | undefined {
  const names = namesOf(expression);
  if (!names) return undefined;
  const [first = '', ...rest] = names;
  if (first !== 'steps') {
    const words = first === 'trigger' ? titleOfStart(graph) : variables[first];
    return words && [words, ...fieldWords(rest, scope?.variables.get(first))].join(' › ');
  }
  const node = graph.nodes.find((each) => each.key === rest[0]);
  if (!node) return undefined;
  return [node.title, ...fieldWords(rest.slice(1), scope?.steps.get(node.key)?.type)].join(' › ');
}

/** `a.b[0]["c d"]` → a, b, 0, c d. */
function namesOf(expression: string): string[] | undefined {
  const text = expression.trim();
  const first = /^[A-Za-z_]\w*/.exec(text)?.[0];
  if (first === undefined) return undefined;
  const names = [first];
  const part = /(?:\.\??([A-Za-z_]\w*)|\[(\d+)\]|\["([^"\\]*)"\])/y;
  part.lastIndex = first.length;
  while (part.lastIndex < text.length) {
    const found = part.exec(text);
    if (!found) return undefined;
    names.push(found[1] ?? found[2] ?? found[3] ?? '');
  }
  return names;
}

const titleOfStart = (graph: Graph) => onlyStartOf(graph)?.title ?? 'Start';

/** The one step that starts the playbook; with several nobody knows which it was. */
export function onlyStartOf(graph: Graph): GraphNode | undefined {
  const starts = graph.nodes.filter((node) => findNodeType(node.type)?.isTrigger);
  return starts.length === 1 ? starts[0] : undefined;
}

function fieldWords(names: readonly string[], type: Type | undefined): string[] {
  let at = type;
  return names.map((name) => {
    if (/^\d+$/.test(name)) {
      at = at && listItem(at);
      return name === '0' ? 'first' : `no. ${Number(name) + 1}`;
    }
    const field = at && fieldOf(at, name);
    at = field?.type;
    return field?.title ?? wordsOf(name);
  });
}

function fieldOf(type: Type, name: string): { type: Type; title?: string } | undefined {
  switch (type.kind) {
    case 'object':
      return type.fields.get(name);
    case 'maybe':
      return fieldOf(type.of, name);
    case 'union':
      return type.of.map((each) => fieldOf(each, name)).find((each) => each !== undefined);
    default:
      return undefined;
  }
}

function listItem(type: Type): Type | undefined {
  if (type.kind === 'list') return type.item;
  if (type.kind === 'maybe') return listItem(type.of);
  if (type.kind === 'union') return type.of.map(listItem).find((each) => each !== undefined);
  return undefined;
}

/** A name as it is said: `timeZone` → time zone. */
export const wordsOf = (name: string) =>
  name
    .replaceAll('_', ' ')
    .replace(/([a-z])([A-Z])/g, (_all, a: string, b: string) => `${a} ${b.toLowerCase()}`);
