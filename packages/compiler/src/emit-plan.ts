import { canonicalJson, type Json, type Plan, type PlanPort, type Scope, type Step } from '@dayshift/model';
import type { FragmentPart } from '@dayshift/nodes';
import { type Drawing, type DrawnNode, fragmentOf } from './drawing.ts';
import { sha256 } from './sha256.ts';

export interface PlanName {
  playbookId: string;
  /** 0 is a draft. */
  version: number;
}

/** Writes the plan of a drawing without errors. */
export function emitPlan(drawing: Drawing, name: PlanName): { plan: Plan; bytes: number } {
  const scopes: Scope[] = [{ id: 'root', kind: 'root' }];
  const steps: Step[] = [];
  const emitBody = (container: DrawnNode | undefined): void => {
    const scopeId = container ? bodyIdOf(container) : 'root';
    for (const drawn of drawing.bodies.get(container)?.nodes ?? []) {
      if (!drawn.isReachable) continue;
      steps.push(...stepsOf(drawn, scopeId));
      const body = fragmentOf(drawn)?.body;
      if (!body) continue;
      scopes.push({ ...body, id: bodyIdOf(drawn), parentId: scopeId });
      emitBody(drawn);
    }
  };
  emitBody(undefined);
  return planOf(scopes, steps, name);
}

/** Puts a plan together. `bytes`: of its canonical JSON. */
export function planOf(
  scopes: Scope[],
  steps: Step[],
  { playbookId, version }: PlanName,
): { plan: Plan; bytes: number } {
  const text = canonicalJson({ formatVersion: 1, dialect: 2, scopes, steps } as unknown as Json); // plain data through and through
  return {
    plan: { formatVersion: 1, dialect: 2, hash: sha256(text), playbookId, version, scopes, steps },
    bytes: text.length,
  };
}

/** The steps a node compiles to, in a scope; none when it cannot be read. */
export function stepsOf(drawn: DrawnNode, scopeId: string): Step[] {
  const fragment = fragmentOf(drawn);
  return fragment?.parts.map((part) => stepOf(drawn, part, part.part === fragment.entry, scopeId)) ?? [];
}

function stepOf(
  drawn: DrawnNode,
  { part, ports, ...rest }: FragmentPart,
  isEntry: boolean,
  scopeId: string,
): Step {
  const { node } = drawn;
  const step = {
    ...rest,
    id: partId(drawn, part),
    nodeId: node.id,
    ...(part === 'main' ? { key: node.key } : {}),
    title: node.title,
    scopeId,
    // The node's own join policy is about the arrows an author drew, which lead into the entry.
    join: isEntry ? (node.join ?? 'all') : 'all',
    ports: ports.flatMap((port) => portOf(drawn, port)),
    ...('approvedBy' in rest && rest.approvedBy !== undefined
      ? { approvedBy: partId(drawn, rest.approvedBy) }
      : {}),
    ...(rest.kind === 'scope' ? { bodyScopeId: bodyIdOf(drawn) } : {}),
  };
  return step as Step; // a part is a step without exactly the fields that are added here
}

function portOf(drawn: DrawnNode, port: FragmentPart['ports'][number]): PlanPort[] {
  if (port.to !== undefined) return [{ name: port.name, to: [partId(drawn, port.to)] }];
  const to = drawn.outgoing
    .filter((arrow) => arrow.port === port.exit)
    .map(({ target }) => entryIdOf(target));
  // A way that nothing is drawn from must not exist: the engine would take it instead of waiting for a person.
  const isOptional = port.exit === 'error' || port.exit === 'exhausted';
  return isOptional && to.length === 0 ? [] : [{ name: port.name, to }];
}

/** Where arrows into a node lead. */
export function entryIdOf(drawn: DrawnNode): string {
  return partId(drawn, fragmentOf(drawn)?.entry ?? 'main');
}

function partId({ node }: DrawnNode, part: string): string {
  return part === 'main' ? node.id : `${node.id}.${part}`;
}

function bodyIdOf({ node }: DrawnNode): string {
  return `${node.id}.body`;
}
