import type { Graph, Plan, Run } from '@dayshift/model';
import type { ApiContext } from '../context.ts';
import { notFound } from '../server/request-error.ts';

/** The graph and plan a run works by: of its published version, or the draft that was tried. */
export async function planOfRun(
  context: ApiContext,
  run: Pick<Run, 'playbookId' | 'version' | 'draft'>,
): Promise<{ graph: Graph; plan: Plan }> {
  if (run.version === 0) {
    if (run.draft) return run.draft;
    throw notFound('playbook version');
  }
  const version = await context.published.version(run.playbookId, run.version);
  if (!version) throw notFound('playbook version');
  return version;
}
