import { type Graph, graphFormatVersion, graphLimits, type Plan, type Problem } from '@dayshift/model';
import { analyse } from './analyse.ts';
import { checkConfig } from './check-config.ts';
import { checkRounds } from './check-rounds.ts';
import { checkWays } from './check-ways.ts';
import { emitPlan, type PlanName } from './emit-plan.ts';
import { problem } from './problem.ts';
import { compilerLimits } from './problem-codes.ts';

export interface Compilation {
  problems: Problem[];
  /** Missing while there is an error. */
  plan?: Plan;
}

/** Compiles a playbook. Pure, and the same in the editor and on the server: the same graph has the same problems. */
export function compilePlaybook(graph: Graph, name: PlanName): Compilation {
  const refused = refuse(graph);
  if (refused) return { problems: [refused] };
  const problems = problemsOf(graph);
  if (problems.some(({ severity }) => severity === 'error')) return { problems };
  const { plan, bytes } = emitPlan(analyse(graph).drawing, name);
  if (bytes > compilerLimits.planBytesWarning) {
    const isTooLarge = bytes > compilerLimits.planBytes;
    const message = `The plan is ${Math.ceil(bytes / 1_024)} KB; ${compilerLimits.planBytes / 1_024} KB is the limit.`;
    problems.push(
      problem('PB7001', message, {
        severity: isTooLarge ? 'error' : 'warning',
        hint: 'Long texts and examples make it large.',
      }),
    );
    if (isTooLarge) return { problems };
  }
  return { problems, plan };
}

/** What keeps a graph from being looked at any closer. */
function refuse(graph: Graph): Problem | undefined {
  if (graph.formatVersion > graphFormatVersion) {
    return problem(
      'PB1010',
      `This playbook was drawn with a newer Dayshift (format ${graph.formatVersion}).`,
    );
  }
  if (graph.nodes.length > graphLimits.nodes) {
    return problem(
      'PB7002',
      `A playbook has at most ${graphLimits.nodes} steps; this one has ${graph.nodes.length}.`,
    );
  }
  if (graph.edges.length > graphLimits.edges) {
    return problem(
      'PB7002',
      `A playbook has at most ${graphLimits.edges} arrows; this one has ${graph.edges.length}.`,
    );
  }
  return undefined;
}

function problemsOf(graph: Graph): Problem[] {
  const analysis = analyse(graph);
  const { drawing } = analysis;
  const problems = [...drawing.problems];
  for (const drawn of drawing.nodes) {
    problems.push(...checkConfig(drawn, analysis), ...checkRounds(drawn));
    if (drawn.isReachable) problems.push(...checkWays(drawn, drawing.bodies.has(drawn)));
  }
  return problems;
}
