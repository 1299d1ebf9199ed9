import { compilePlaybook } from '@dayshift/compiler';
import type { Graph, Plan, Playbook, Problem } from '@dayshift/model';
import type { ApiContext } from '../context.ts';
import { unprocessable } from '../server/request-error.ts';

/** The plan of a draft as it is; 422 with the problems when it has errors. */
export async function compileDraft(
  _context: ApiContext,
  playbook: Pick<Playbook, 'id' | 'draft'>,
): Promise<{ graph: Graph; plan: Plan }> {
  const { plan } = compileOrRefuse(playbook.draft, { playbookId: playbook.id, version: 0 });
  return { graph: playbook.draft, plan };
}

export function compileOrRefuse(
  graph: Graph,
  of: { playbookId: string; version: number },
): { plan: Plan; problems: Problem[] } {
  const { plan, problems } = compilePlaybook(graph, of);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (plan && errors.length === 0) return { plan, problems };
  const first = errors[0];
  throw unprocessable(
    'PLAYBOOK_HAS_PROBLEMS',
    first
      ? `The playbook has ${errors.length === 1 ? 'a problem' : `${errors.length} problems`}: ${first.message}`
      : 'The playbook cannot be run.',
    {
      path: placeOf(first),
      hint: first?.hint ?? 'Each problem is shown at its step on the canvas.',
      details: { problems },
    },
  );
}

/** As in `nodes.<id>.config.url`: ids stay what they are while nodes come and go. */
export function placeOf(problem: Problem | undefined): string {
  if (problem?.nodeId !== undefined)
    return ['nodes', problem.nodeId, problem.field].filter((part) => part !== undefined).join('.');
  return problem?.edgeId === undefined ? '' : `edges.${problem.edgeId}`;
}
