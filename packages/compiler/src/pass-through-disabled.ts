import { graphLimits, type Problem } from '@dayshift/model';
import { type Arrow, connect, type DrawnNode, isTrigger } from './drawing.ts';
import { problem } from './problem.ts';

/**
 * Leaves out what is switched off, and passes through it: what led to it leads to what came after it. Where every trigger is
 * off they are kept all the same: nothing starts by them, but open runs go on along what they lead to.
 */
export function passThroughDisabled(nodes: readonly DrawnNode[], problems: Problem[]): DrawnNode[] {
  const isAllOff = nodes.filter(isTrigger).every(({ node }) => node.isDisabled);
  const off = new Set(nodes.filter((drawn) => isOff(drawn) && !(isAllOff && isTrigger(drawn))));
  if (off.size === 0) return [...nodes];
  const onward = new Map<DrawnNode, Arrow[]>();
  for (const drawn of off) onward.set(drawn, wayThrough(drawn, problems));

  const on = nodes.filter((drawn) => !off.has(drawn));
  const before = new Map(on.map((drawn) => [drawn, drawn.outgoing]));
  for (const drawn of on) {
    drawn.outgoing = [];
    drawn.incoming = [];
  }
  let left: number = graphLimits.edges;
  for (const [drawn, arrows] of before) {
    const led = new Set<string>();
    for (const arrow of arrows) {
      for (const target of reachedBy(arrow, onward)) {
        const line = `${arrow.port}\n${target.node.id}`;
        if (led.has(line)) continue;
        led.add(line);
        left -= 1;
        if (left >= 0) connect({ edge: arrow.edge, source: drawn, port: arrow.port, target });
      }
    }
  }
  // Every arrow into a hub that is off becomes one to all that it led to: the limit counts those too.
  if (left < 0) {
    problems.push(
      problem(
        'PB7002',
        `With what is switched off passed through, there are more than ${graphLimits.edges} arrows.`,
      ),
    );
  }
  return on;
}

function isOff(drawn: DrawnNode): boolean {
  for (let each: DrawnNode | undefined = drawn; each; each = each.container)
    if (each.node.isDisabled) return true;
  return false;
}

/** The arrows by which runs go on past a node that is off: those of its first drawn way that gives an output. */
function wayThrough(drawn: DrawnNode, problems: Problem[]): Arrow[] {
  const ways = drawn.ports.filter(
    ({ isError, name }) => !isError && drawn.outgoing.some(({ port }) => port === name),
  );
  const through = ways.find(({ hasOutput }) => hasOutput) ?? ways[0];
  if (through && ways.length > 1 && drawn.node.isDisabled) {
    problems.push(
      problem(
        'PB2016',
        `“${drawn.node.title}” is switched off, so every run goes on by “${through.label ?? through.name}”.`,
        {
          nodeId: drawn.node.id,
          severity: 'warning',
        },
      ),
    );
  }
  return drawn.outgoing.filter(({ port }) => port === through?.name);
}

/** The nodes that are on and that an arrow leads to, directly or past nodes that are off. */
function reachedBy(arrow: Arrow, onward: ReadonlyMap<DrawnNode, readonly Arrow[]>): Set<DrawnNode> {
  const seen = new Set([arrow.target]);
  const reached = new Set<DrawnNode>();
  for (const drawn of seen) {
    const next = onward.get(drawn);
    if (next) for (const { target } of next) seen.add(target);
    else reached.add(drawn);
  }
  return reached;
}
