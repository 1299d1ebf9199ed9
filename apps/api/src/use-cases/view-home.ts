import type { Home } from '@dayshift/contracts';
import {
  countKeptMails,
  listFinishedRuns,
  listRuns,
  listWaitingApprovals,
  listWorkers,
} from '@dayshift/store';
import { approvalRow } from '../approvals/approval-row.ts';
import { pressingMs } from '../approvals/pressing.ts';
import type { ApiContext } from '../context.ts';
import { whoseQuestions } from '../people/whose-questions.ts';
import { runRows } from '../runs/run-row.ts';
import { workFigures } from '../workers/work-figures.ts';
import { workerCard } from '../workers/worker-card.ts';

/** The first page: what waits for a person, what is stuck, who works, what was just finished. */
export async function viewHome(context: ApiContext, dayStart: number, user: string): Promise<Home> {
  const { store, workspaceId } = context;
  const { mine, others } = await whoseQuestions(context, user);
  const [waiting, stuck, stuckCount, everybody, finished, today, paused] = await Promise.all([
    listWaitingApprovals(store, workspaceId, {
      assignees: mine.assignees,
      pressingBefore: context.now() + pressingMs,
      limit: 10,
    }),
    listRuns(store, workspaceId, { states: ['stuck'], limit: 10 }),
    store.runs.count({ workspaceId, state: 'stuck' }),
    listWorkers(store, workspaceId, { limit: 200 }),
    listFinishedRuns(store, workspaceId, 8),
    workFigures(context, dayStart),
    store.playbooks.find({
      where: { workspaceId, 'rest.state': 'paused' },
      order: { by: 'changedAt', direction: 'descending' },
      limit: 50,
    }),
  ]);
  const names = new Map(everybody.items.map(({ id, name }) => [id, name]));
  const workers = everybody.items.filter(({ leftAt }) => leftAt === undefined).slice(0, 50);
  const [stuckRows, finishedRows, cards] = await Promise.all([
    runRows(context, stuck.items),
    runRows(context, finished),
    Promise.all(workers.map((worker) => workerCard(context, worker, dayStart))),
  ]);
  return {
    waiting: waiting.items.map((approval) => approvalRow(approval, names)),
    waitingCount: mine.count,
    waitingForOthers: others.count,
    stuck: stuckRows,
    stuckCount,
    workers: cards,
    finished: finishedRows,
    paused: paused.flatMap(({ id, name, rest }) => (rest ? [{ id, name, rest }] : [])),
    keptMailCount: await countKeptMails(store, workspaceId),
    notScheduled: (await context.published.all())
      .filter((published) => context.schedules.notYetSet(published).length > 0)
      .map(({ playbook: { id, name } }) => ({ id, name })),
    today: {
      ...today,
      ...(cards.some(isPartly) && { costIs: 'partly' as const }),
      budgetUsd: workers.reduce((sum, worker) => sum + worker.budgetUsdPerDay, 0),
    },
  };
}

const isPartly = ({ today }: { today: { costIs?: 'partly' | 'practice' | undefined } }) =>
  today.costIs === 'partly';
