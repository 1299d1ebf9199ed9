import type { WorkerCard } from '@dayshift/contracts';
import type { Approval, Run, Worker } from '@dayshift/model';
import { listOpenApprovals, listRuns } from '@dayshift/store';
import { shortQuestion } from '../approvals/question-of.ts';
import type { ApiContext } from '../context.ts';
import { finishedPerHour, workFigures } from './work-figures.ts';

/** A worker with what it does now and did today. */
export async function workerCard(context: ApiContext, worker: Worker, dayStart: number): Promise<WorkerCard> {
  const { store, workspaceId } = context;
  const [today, perHour, open, waiting] = await Promise.all([
    workFigures(context, dayStart, worker.id),
    finishedPerHour(context, context.now(), worker.id),
    listRuns(store, workspaceId, {
      workerId: worker.id,
      states: ['starting', 'working', 'waiting', 'stuck'],
      limit: 200,
    }),
    listOpenApprovals(store, workspaceId, { workerId: worker.id, limit: 1 }),
  ]);
  const working = open.items.find(({ state }) => state === 'working' || state === 'starting');
  const [question] = waiting.items;
  const { id, name, role, color } = worker;
  return {
    id,
    name,
    role,
    color,
    state: stateOf(worker, { isWorking: working !== undefined, isAsking: question !== undefined }),
    now: nowLine(worker, working, question, open.items),
    today: { ...today, backlog: open.items.length },
    perHour,
  };
}

function stateOf(
  worker: Worker,
  { isWorking, isAsking }: { isWorking: boolean; isAsking: boolean },
): WorkerCard['state'] {
  if (worker.leftAt !== undefined) return 'left';
  if (worker.isPaused) return 'paused';
  if (isWorking) return 'working';
  return isAsking ? 'waits-for-you' : 'on-shift';
}

function nowLine(
  worker: Worker,
  working: Run | undefined,
  question: Approval | undefined,
  open: readonly Run[],
): string {
  if (worker.leftAt !== undefined) return 'Was let go; takes no new work';
  if (worker.isPaused) return 'Sent home; takes no new work';
  if (working)
    return working.currentTitle ? `${working.currentTitle}: “${working.title}”` : `“${working.title}”`;
  if (question) {
    const { assignee } = question;
    return `Waiting for ${assignee === 'You' ? 'you' : assignee || 'anyone'}: ${shortQuestion(question)}`;
  }
  const stuck = open.find(({ state }) => state === 'stuck');
  return stuck ? `Stuck: “${stuck.title}”` : 'Ready for work';
}
