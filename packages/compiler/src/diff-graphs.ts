import { isObject } from '@dayshift/json-schema';
import { canonicalJson, type Edge, type Graph, type GraphNode, type Json } from '@dayshift/model';
import { findNodeType, formSchema, portsOf } from '@dayshift/nodes';

/** One difference between two drawings that changes what a run does. */
export interface GraphChange {
  kind: 'added' | 'removed' | 'changed';
  /** A sentence for an author. */
  text: string;
  nodeId?: string;
  edgeId?: string;
  /** Path in the node, such as `config.body.reason_code` or `title`. */
  field?: string;
}

/** What changed from `before` to `after`. Places on the canvas, sizes and notes do not count. */
export function diffGraphs(before: Graph, after: Graph): GraphChange[] {
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  const now = new Map(after.nodes.map((node) => [node.id, node]));
  const changes: GraphChange[] = [];
  for (const node of after.nodes) {
    const earlier = old.get(node.id);
    if (earlier) changes.push(...nodeChanges(earlier, node));
    else changes.push({ kind: 'added', text: `“${node.title}” was added.`, nodeId: node.id });
  }
  for (const node of before.nodes) {
    if (!now.has(node.id))
      changes.push({ kind: 'removed', text: `“${node.title}” was removed.`, nodeId: node.id });
  }
  changes.push(...edgeChanges(before.edges, after.edges, old, now));
  return changes;
}

function nodeChanges(before: GraphNode, after: GraphNode): GraphChange[] {
  const changes: GraphChange[] = [];
  const title = `“${after.title}”`;
  const add = (text: string, field: string) =>
    changes.push({ kind: 'changed', text, nodeId: after.id, field });
  if (before.title !== after.title) add(`“${before.title}” is called ${title} now.`, 'title');
  if (before.type !== after.type) add(`${title} is another kind of step now (${after.type}).`, 'type');
  if (before.key !== after.key)
    add(`${title} is read as steps.${after.key} now, before as steps.${before.key}.`, 'key');
  if (before.parentId !== after.parentId)
    add(
      after.parentId === undefined
        ? `${title} was taken out of its container.`
        : `${title} was put into another container.`,
      'parentId',
    );
  if ((before.join ?? 'all') !== (after.join ?? 'all')) {
    add(
      `${title} ${after.join === 'any' ? 'goes on with the first branch that arrives' : 'waits for all branches'} now.`,
      'join',
    );
  }
  if (Boolean(before.isDisabled) !== Boolean(after.isDisabled))
    add(`${title} was switched ${after.isDisabled ? 'off' : 'on'}.`, 'isDisabled');
  for (const change of valueChanges(before.patience ?? {}, after.patience ?? {})) {
    add(
      `${title}: ${said(['patience', ...change.path].join('.'), change)}`,
      ['patience', ...change.path].join('.'),
    );
  }
  for (const change of valueChanges(before.config, after.config)) {
    add(`${title}: ${said(nameOf(after, change.path), change)}`, ['config', ...change.path].join('.'));
  }
  return changes;
}

interface ValueChange {
  path: string[];
  before: Json | undefined;
  after: Json | undefined;
}

function valueChanges(before: Json | undefined, after: Json | undefined, path: string[] = []): ValueChange[] {
  if (before === after) return [];
  const bothObjects = isObject(before) && isObject(after);
  const bothLists = Array.isArray(before) && Array.isArray(after);
  if ((!bothObjects && !bothLists) || path.length > 12) {
    if (before !== undefined && after !== undefined && canonicalJson(before) === canonicalJson(after))
      return [];
    return [{ path, before, after }];
  }
  const [old, now] = [Object.entries(before), Object.entries(after)];
  const keys = [...new Set([...now, ...old].map(([key]) => key))];
  const oldByKey = new Map<string, Json | undefined>(old);
  const nowByKey = new Map<string, Json | undefined>(now);
  return keys.flatMap((key) => valueChanges(oldByKey.get(key), nowByKey.get(key), [...path, key]));
}

function said(name: string, { before, after }: ValueChange): string {
  if (after === undefined) return `${name} was removed (it was ${shown(before)}).`;
  if (before === undefined) return `${name} was added: ${shown(after)}.`;
  return `${name} is ${shown(after)} now, before ${shown(before)}.`;
}

function shown(value: Json | undefined): string {
  const text = typeof value === 'string' ? `“${value}”` : (JSON.stringify(value) ?? 'nothing');
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

/** `body.reason_code` → `Body › reason_code`, with the field's own title in front. */
function nameOf(node: GraphNode, path: readonly string[]): string {
  const nodeType = findNodeType(node.type);
  const [first, ...rest] = path;
  if (first === undefined) return 'Settings';
  const properties = nodeType ? formSchema(nodeType.config).properties : undefined;
  const field = isObject(properties) && Object.hasOwn(properties, first) ? properties[first] : undefined;
  const title = isObject(field) && typeof field.title === 'string' ? field.title : first;
  return [title, ...rest].join(' › ');
}

function edgeChanges(
  before: readonly Edge[],
  after: readonly Edge[],
  old: ReadonlyMap<string, GraphNode>,
  now: ReadonlyMap<string, GraphNode>,
): GraphChange[] {
  const wayOf = ({ source, sourcePort, target }: Edge) => `${source}\n${sourcePort}\n${target}`;
  const oldWays = new Set(before.map(wayOf));
  const newWays = new Set(after.map(wayOf));
  const said = (edge: Edge, nodes: ReadonlyMap<string, GraphNode>, verb: string): string =>
    `${fromWhere(nodes.get(edge.source), edge)} ${verb} “${nodes.get(edge.target)?.title ?? edge.target}”.`;
  return [
    ...after
      .filter((edge) => !oldWays.has(wayOf(edge)))
      .map(
        (edge): GraphChange => ({
          kind: 'added',
          text: said(edge, now, 'leads to'),
          edgeId: edge.id,
          nodeId: edge.source,
        }),
      ),
    ...before
      .filter((edge) => !newWays.has(wayOf(edge)))
      .map(
        (edge): GraphChange => ({
          kind: 'removed',
          text: said(edge, old, 'no longer leads to'),
          edgeId: edge.id,
          nodeId: edge.source,
        }),
      ),
  ];
}

function fromWhere(node: GraphNode | undefined, edge: Edge): string {
  const label = node && portsOf(node).outputs.find(({ name }) => name === edge.sourcePort)?.label;
  return `“${node?.title ?? edge.source}”${label ? ` › ${label}` : ''}`;
}
