import type { WorkerView } from '@dayshift/contracts';
import type { Playbook, Run } from '@dayshift/model';
import { getWorker, listClosedApprovals, listDeliverables, listPlaybooks, listRuns } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { countOpenRuns } from '../runs/cancel-open-runs.ts';
import { budgetToday } from '../workers/budget-today.ts';
import { policyLines } from '../workers/policy-lines.ts';
import { workFigures } from '../workers/work-figures.ts';
import { workerCard } from '../workers/worker-card.ts';

const monthMs = 30 * 24 * 3_600_000;

/** A worker's page: what it does, what it may do alone, and what it made. */
export async function viewWorker(context: ApiContext, id: string, dayStart: number): Promise<WorkerView> {
  const { store, workspaceId } = context;
  const worker = await getWorker(store, workspaceId, id);
  const [card, budget, month, stuck, openRuns, playbooks, open, deliverables, answered] = await Promise.all([
    workerCard(context, worker, dayStart),
    budgetToday(context, worker),
    workFigures(context, context.now() - monthMs, id),
    store.runs.count({ workspaceId, workerId: id, state: 'stuck' }),
    countOpenRuns(context, { workerId: id }),
    listPlaybooks(store, workspaceId, { workerId: id, limit: 200 }),
    listRuns(store, workspaceId, {
      workerId: id,
      states: ['starting', 'working', 'waiting', 'stuck'],
      limit: 20,
    }),
    listDeliverables(store, workspaceId, { workerId: id, limit: 20 }),
    listClosedApprovals(store, workspaceId, { limit: 200 }),
  ]);
  const published = (await context.published.all()).filter(
    ({ playbook }) => playbook.workerId === id && isListed(playbook),
  );
  return {
    ...card,
    manager: worker.manager,
    hours: worker.hours,
    timeZone: worker.timeZone,
    hiredAt: worker.hiredAt,
    ...(worker.leftAt !== undefined && { leftAt: worker.leftAt }),
    openRuns,
    budgetUsdPerDay: worker.budgetUsdPerDay,
    budget,
    month: { ...month, stuck },
    playbooks: playbooks.items.filter(isListed).map(({ id, name, publishedVersion, rest }) => ({
      id,
      name,
      version: publishedVersion,
      ...(rest && { rest }),
    })),
    policy: published.flatMap(({ plan, playbook }) =>
      policyLines(
        plan,
        answered.items.filter(({ playbookId }) => playbookId === playbook.id),
      ).map((line) => ({ playbookId: playbook.id, playbookName: playbook.name, ...line })),
    ),
    workingOn: open.items.map((run) => ({
      runId: run.id,
      title: run.title,
      state: run.state,
      detail: run.currentTitle ?? '',
      ...troubleOf(run),
    })),
    deliverables: deliverables.items.map(({ id, title, path, createdAt }) => ({
      id,
      title,
      path,
      createdAt,
    })),
  };
}

/** What is put away is in no list. */
const isListed = ({ rest }: Pick<Playbook, 'rest'>) => rest === undefined || rest.state === 'paused';

function troubleOf({ stuck: [stuck] }: Run) {
  if (!stuck) return {};
  const { title, failure } = stuck;
  return { trouble: { title, message: failure.message, code: failure.code } };
}
