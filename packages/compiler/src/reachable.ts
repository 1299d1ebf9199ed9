import type { Problem } from '@dayshift/model';
import { type DrawnNode, isTrigger } from './drawing.ts';
import { problem } from './problem.ts';

/** Marks what a trigger leads to, and takes away the arrows from what no trigger leads to. */
export function markReachable(nodes: readonly DrawnNode[], problems: Problem[]): void {
  const triggers = nodes.filter(isTrigger);
  if (triggers.length === 0) {
    problems.push(
      problem('PB1001', 'Nothing starts this playbook yet.', {
        hint: 'Add a trigger: a mail, a form, a schedule or a webhook.',
      }),
    );
  }
  if (triggers.length > 0 && triggers.every(({ node }) => node.isDisabled)) {
    problems.push(
      problem('PB1009', switchedOff(triggers), {
        nodeId: triggers[0]!.node.id,
        severity: 'warning',
        hint: 'Published like this it takes no new work. Open runs go on.',
      }),
    );
  }
  const reached = new Set(triggers);
  for (const drawn of reached) for (const { target } of drawn.outgoing) reached.add(target);
  for (const drawn of nodes) drawn.isReachable = reached.has(outermost(drawn));
  for (const drawn of nodes) {
    if (drawn.isReachable) {
      drawn.incoming = drawn.incoming.filter(({ source }) => source.isReachable);
    } else {
      drawn.outgoing = drawn.outgoing.filter(({ target }) => !target.isReachable);
      if (triggers.length > 0 && !drawn.container) {
        problems.push(
          problem('PB1006', `Nothing leads to “${drawn.node.title}”, so it never runs.`, {
            nodeId: drawn.node.id,
            severity: 'warning',
          }),
        );
      }
    }
  }
}

function switchedOff(triggers: readonly DrawnNode[]): string {
  const [only] = triggers;
  return triggers.length === 1 && only
    ? `“${only.node.title}” is switched off, so nothing starts this playbook.`
    : 'Everything that starts this playbook is switched off.';
}

function outermost(drawn: DrawnNode): DrawnNode {
  let outer = drawn;
  while (outer.container) outer = outer.container;
  return outer;
}
