import type { Problem } from '@dayshift/model';
import type { Body, DrawnNode } from './drawing.ts';
import { problem } from './problem.ts';

/** Sorts the nodes of every scope into the order of work, and reports circles. */
export function bodiesOf(nodes: readonly DrawnNode[], problems: Problem[]): Map<DrawnNode | undefined, Body> {
  const bodies = new Map<DrawnNode | undefined, Body>([[undefined, { container: undefined, nodes: [] }]]);
  for (const drawn of nodes) {
    const body = bodies.get(drawn.container) ?? { container: drawn.container, nodes: [] };
    body.nodes.push(drawn);
    bodies.set(drawn.container, body);
  }
  for (const body of bodies.values()) {
    body.nodes = inOrderOfWork(body.nodes, problems);
    for (const [position, drawn] of body.nodes.entries()) drawn.position = position;
  }
  return bodies;
}

/** Every node after all that lead to it, and otherwise as near to the start as the drawing order lets it be. */
function inOrderOfWork(nodes: readonly DrawnNode[], problems: Problem[]): DrawnNode[] {
  const open = new Map(nodes.map((drawn) => [drawn, drawn.incoming.length]));
  const ordered: DrawnNode[] = [];
  const ready = nodes.filter((drawn) => drawn.incoming.length === 0);
  for (let at = 0; at < ready.length; at += 1) {
    const drawn = ready[at]!;
    ordered.push(drawn);
    for (const { target } of drawn.outgoing) {
      const left = open.get(target)! - 1;
      open.set(target, left);
      if (left === 0) ready.push(target);
    }
  }
  if (ordered.length < nodes.length) {
    const stuck = nodes.filter((drawn) => open.get(drawn)! > 0);
    for (const circle of circlesIn(stuck)) problems.push(circleProblem(circle));
    ordered.push(...stuck);
  }
  return ordered;
}

// The seam for arrows drawn back by hand: a circle with one way in could become a bounded loop here.
function circleProblem(circle: readonly DrawnNode[]): Problem {
  const titles = circle.slice(0, 6).map(({ node }) => `“${node.title}”`);
  const path = circle.length > 6 ? `${titles.join(' → ')} → …` : [...titles, titles[0]].join(' → ');
  const members = new Set(circle);
  const back = circle.at(-1)?.outgoing.find(({ target }) => members.has(target));
  return problem('PB2003', `These steps go round in a circle: ${path}.`, {
    nodeId: circle[0]!.node.id,
    ...(back ? { edgeId: back.edge.id } : {}),
    hint: 'To do steps again, put them into “Repeat until”.',
  });
}

/** Strongly connected groups of more than one node, or of one that leads to itself (Tarjan, without recursion). */
function circlesIn(nodes: readonly DrawnNode[]): DrawnNode[][] {
  const within = new Set(nodes);
  const order = new Map<DrawnNode, number>();
  const low = new Map<DrawnNode, number>();
  const stack: DrawnNode[] = [];
  const onStack = new Set<DrawnNode>();
  const circles: DrawnNode[][] = [];
  for (const root of nodes) {
    if (order.has(root)) continue;
    const work: { drawn: DrawnNode; next: number }[] = [{ drawn: root, next: 0 }];
    while (work.length > 0) {
      const frame = work.at(-1)!;
      const { drawn } = frame;
      if (frame.next === 0) {
        order.set(drawn, order.size);
        low.set(drawn, order.get(drawn)!);
        stack.push(drawn);
        onStack.add(drawn);
      }
      const arrow = drawn.outgoing[frame.next];
      frame.next += 1;
      if (arrow) {
        const { target } = arrow;
        if (!within.has(target)) continue;
        if (!order.has(target)) work.push({ drawn: target, next: 0 });
        else if (onStack.has(target)) low.set(drawn, Math.min(low.get(drawn)!, order.get(target)!));
        continue;
      }
      work.pop();
      const above = work.at(-1);
      if (above) low.set(above.drawn, Math.min(low.get(above.drawn)!, low.get(drawn)!));
      if (low.get(drawn) !== order.get(drawn)) continue;
      const group = stack.splice(stack.indexOf(drawn));
      for (const each of group) onStack.delete(each);
      if (group.length > 1 || drawn.outgoing.some(({ target }) => target === drawn)) circles.push(group);
    }
  }
  return circles;
}
