import type { Edge, Graph, GraphNode, Problem } from '@dayshift/model';
import { portsOf, readNode } from '@dayshift/nodes';
import { bodiesOf } from './bodies.ts';
import { connect, type Drawing, type DrawnNode, isContainer, isTrigger } from './drawing.ts';
import { passThroughDisabled } from './pass-through-disabled.ts';
import { problem } from './problem.ts';
import { compilerLimits } from './problem-codes.ts';
import { markReachable } from './reachable.ts';

/** Resolves ids, containers and arrows, and leaves out what cannot be used, saying so. */
export function readDrawing(graph: Graph): Drawing {
  const problems: Problem[] = [];
  const byId = readNodes(graph, problems);
  placeInContainers(byId, problems);
  const nodes = [...byId.values()];
  drawArrows(graph.edges, byId, problems);
  const enabled = passThroughDisabled(nodes, problems);
  markReachable(enabled, problems);
  const byKey = keysOf(enabled, problems);
  return { graph, nodes: enabled, byId, byKey, bodies: bodiesOf(enabled, problems), problems };
}

function readNodes(graph: Graph, problems: Problem[]): Map<string, DrawnNode> {
  const byId = new Map<string, DrawnNode>();
  for (const node of graph.nodes) {
    if (byId.has(node.id)) {
      problems.push(problem('PB1003', `Two steps have the id ${node.id}.`, { nodeId: node.id }));
      continue;
    }
    const reading = readNode(node);
    if (reading.kind === 'unknown-type') {
      problems.push(
        problem('PB1008', `There is no step type “${node.type}”.`, {
          nodeId: node.id,
          hint: 'It may come from a newer Dayshift.',
        }),
      );
    } else if (reading.kind === 'newer-version') {
      problems.push(
        problem(
          'PB1008',
          `“${node.title}” was drawn with a newer Dayshift (version ${node.typeVersion} of “${node.type}”).`,
          { nodeId: node.id },
        ),
      );
    }
    byId.set(node.id, {
      node,
      reading,
      ports: portsOf(node).outputs,
      container: undefined,
      isReachable: true,
      position: 0,
      incoming: [],
      outgoing: [],
    });
  }
  return byId;
}

function placeInContainers(byId: ReadonlyMap<string, DrawnNode>, problems: Problem[]): void {
  for (const drawn of byId.values()) {
    const { parentId, id } = drawn.node;
    if (parentId === undefined) continue;
    const parent = byId.get(parentId);
    if (!parent || !isContainer(parent)) {
      const message = parent
        ? `“${parent.node.title}” cannot hold other steps.`
        : `The container of “${drawn.node.title}” is not there.`;
      problems.push(problem('PB1012', message, { nodeId: id }));
    } else {
      drawn.container = parent;
    }
  }
  for (const drawn of byId.values()) checkNesting(drawn, problems);
}

function checkNesting(drawn: DrawnNode, problems: Problem[]): void {
  const { id, title } = drawn.node;
  if (drawn.container && isTrigger(drawn)) {
    problems.push(
      problem(
        'PB1013',
        `“${title}” starts the playbook, so it cannot be inside “${drawn.container.node.title}”.`,
        { nodeId: id },
      ),
    );
    drawn.container = undefined;
  }
  let depth = 0;
  for (let outer = drawn.container; outer; outer = outer.container) {
    depth += 1;
    if (outer === drawn) {
      problems.push(problem('PB1012', `“${title}” is inside itself.`, { nodeId: id }));
      drawn.container = undefined;
      return;
    }
    // A circle further out is cut when its own members are looked at.
    if (depth > 2 * compilerLimits.nestedContainers) break;
  }
  if (depth > compilerLimits.nestedContainers) {
    problems.push(
      problem(
        'PB7003',
        `“${title}” is nested ${depth} containers deep; ${compilerLimits.nestedContainers} is the limit.`,
        { nodeId: id },
      ),
    );
  }
}

function drawArrows(edges: readonly Edge[], byId: ReadonlyMap<string, DrawnNode>, problems: Problem[]): void {
  const ids = new Set<string>();
  const drawn = new Set<string>();
  for (const edge of edges) {
    if (ids.has(edge.id))
      problems.push(problem('PB1003', `Two arrows have the id ${edge.id}.`, { edgeId: edge.id }));
    ids.add(edge.id);
    const source = byId.get(edge.source);
    const target = byId.get(edge.target);
    if (!source || !target) {
      const missing = source ? edge.target : edge.source;
      problems.push(
        problem('PB1004', `An arrow leads ${source ? 'to' : 'from'} ${missing}, which is not there.`, {
          edgeId: edge.id,
          ...(source || target ? { nodeId: (source ?? target)!.node.id } : {}),
        }),
      );
      continue;
    }
    const wrong = whatIsWrong(edge, source, target);
    if (wrong) {
      problems.push(wrong);
      continue;
    }
    const same = `${edge.source}\n${edge.sourcePort}\n${edge.target}`;
    if (drawn.has(same)) continue;
    drawn.add(same);
    connect({ edge, source, port: edge.sourcePort, target });
  }
}

function whatIsWrong(edge: Edge, source: DrawnNode, target: DrawnNode): Problem | undefined {
  const at = { edgeId: edge.id, nodeId: source.node.id };
  if (isTrigger(target)) {
    return problem('PB1005', `“${target.node.title}” starts the playbook: nothing can lead into it.`, at);
  }
  if (source.container !== target.container) {
    const inner = source.container ? source : target;
    return problem(
      'PB2005',
      `The arrow from “${source.node.title}” to “${target.node.title}” crosses the border of “${inner.container?.node.title}”.`,
      {
        ...at,
        hint: 'Connect the container itself; its first steps start by themselves.',
      },
    );
  }
  const isKnown = source.reading.kind !== 'read' || source.ports.some(({ name }) => name === edge.sourcePort);
  if (!isKnown) {
    return problem('PB1004', `“${source.node.title}” has no way out called “${edge.sourcePort}”.`, at);
  }
  if (edge.targetPort !== 'in') {
    return problem('PB1004', `“${target.node.title}” has no way in called “${edge.targetPort}”.`, {
      ...at,
      nodeId: target.node.id,
    });
  }
  return undefined;
}

function keysOf(nodes: readonly DrawnNode[], problems: Problem[]): Map<string, DrawnNode> {
  const byKey = new Map<string, DrawnNode>();
  for (const drawn of nodes) {
    const { key, id, title }: GraphNode = drawn.node;
    const first = byKey.get(key);
    if (first)
      problems.push(
        problem('PB1011', `“${title}” and “${first.node.title}” both have the key ${key}.`, {
          nodeId: id,
          field: 'key',
        }),
      );
    else byKey.set(key, drawn);
  }
  return byKey;
}
