import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { compilePlaybook } from '@dayshift/compiler';
import type { Graph } from '@dayshift/model';
import { type Figure, figure, median } from '../figure.ts';
import type { Part } from '../part.ts';
import { largePlaybook } from '../support/large-playbook.ts';
import { stopwatch, type Took } from '../support/stopwatch.ts';

const sizes = [
  { nodes: 200, goal: '≤ 50' },
  { nodes: 1000, goal: '≤ 400' },
];
const coldTimes = 5;
const warmTimes = 30;
const name = { playbookId: 'playbook', version: 1 };

/** Cold: in a new process, first thing. Warm: the draft again and again, each time with another edit, as an author types. */
export const compilePart: Part = {
  name: 'compile',
  what: 'a drawing of 200 and of 1,000 nodes into a plan',
  async measure() {
    const figures: Figure[] = [];
    for (const { nodes, goal } of sizes) {
      const cold: Took[] = [];
      for (let time = 0; time < coldTimes; time += 1) cold.push(await compileInNewProcess(nodes));
      const warm = compileAfterEdits(largePlaybook(nodes));
      figures.push(...figuresOf(`compile ${nodes} nodes, cold`, cold, goal));
      figures.push(...figuresOf(`compile ${nodes} nodes, warm`, warm, goal));
    }
    return figures;
  },
};

function figuresOf(what: string, took: readonly Took[], goal: string): Figure[] {
  const ms = took.map((each) => each.ms);
  return [
    figure(`${what}, median`, median(ms), 'ms', { goal }),
    figure(`${what}, worst of ${took.length}`, Math.max(...ms), 'ms'),
    figure(`${what}, CPU of the median`, median(took.map(({ cpuMs }) => cpuMs)), 'ms'),
  ];
}

async function compileInNewProcess(nodes: number): Promise<Took> {
  const child = fork(fileURLToPath(new URL('./compile-once.ts', import.meta.url)), [String(nodes)]);
  const [took] = await once(child, 'message');
  child.disconnect();
  await once(child, 'exit');
  return took as Took; // what it sends
}

function compileAfterEdits(graph: Graph): Took[] {
  for (let time = 0; time < 3; time += 1) compile(edited(graph, `warm-up ${time}`));
  return Array.from({ length: warmTimes }, (_, time) => {
    const draft = edited(graph, `edit ${time}`);
    return stopwatch(() => compile(draft));
  });
}

function compile(graph: Graph): void {
  const { plan, problems } = compilePlaybook(graph, name);
  // A graph that is refused early would look fast.
  if (!plan)
    throw new Error(`The graph of the bench does not compile: ${JSON.stringify(problems.slice(0, 3))}`);
}

/** The draft as the next keystroke leaves it: one node changed, the others the same objects. */
function edited(graph: Graph, text: string): Graph {
  const nodes = graph.nodes.map((node) =>
    node.key === 'facts3'
      ? {
          ...node,
          config: {
            fields: { name: `${text} {{ steps.load3.body.name }}`, spent: '{{ trigger.body.total }}' },
          },
        }
      : node,
  );
  return { ...graph, nodes };
}
