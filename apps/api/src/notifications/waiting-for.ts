import { type Approval, noDeadline, type Run } from '@dayshift/model';
import { listRuns, listWaitingApprovals } from '@dayshift/store';
import { pressingMs } from '../approvals/pressing.ts';
import { shortQuestion } from '../approvals/question-of.ts';
import type { ApiContext } from '../context.ts';
import { whoseQuestions } from '../people/whose-questions.ts';
import { workerNames } from '../workers/worker-names.ts';
import { matterName } from './matters.ts';

/** One thing that waits, as a mail tells it. */
export interface WaitingThing {
  names: string[];
  kind: 'question' | 'stuck';
  id: string;
  title: string;
  detail: string;
  dueAt?: number;
}

const mostOfEach = 200;
/** From then on a deadline is near. */
const soonMs = 3_600_000;

/** What waits for a person: questions to them, and runs that are stuck. */
export async function waitingFor(
  context: ApiContext,
  user: string,
): Promise<{ things: WaitingThing[]; isComplete: boolean }> {
  const { store, workspaceId } = context;
  const now = context.now();
  const { mine } = await whoseQuestions(context, user);
  const [questions, stuck, workers] = await Promise.all([
    listWaitingApprovals(store, workspaceId, {
      assignees: mine.assignees,
      pressingBefore: now + pressingMs,
      limit: mostOfEach,
    }),
    listRuns(store, workspaceId, { states: ['stuck'], limit: mostOfEach }),
    workerNames(context),
  ]);
  return {
    things: [
      // One that is overdue is about to be closed by its run: nobody could answer it any more.
      ...questions.items
        .filter(({ dueAt }) => dueAt > now)
        .map((approval) => questionThing(approval, now, workers)),
      ...stuck.items.map((run) => stuckThing(run, workers)),
    ],
    isComplete: questions.nextCursor === undefined && stuck.nextCursor === undefined,
  };
}

function questionThing(approval: Approval, now: number, workers: ReadonlyMap<string, string>): WaitingThing {
  const { id, dueAt, workerId, playbookName, runTitle } = approval;
  return {
    names: [matterName('question', id), ...(dueAt - now < soonMs ? [matterName('due-soon', id)] : [])],
    kind: 'question',
    id,
    title: shortQuestion(approval),
    detail: [workers.get(workerId ?? '') ?? playbookName, runTitle].join(' · '),
    ...(dueAt !== noDeadline && { dueAt }),
  };
}

/** Without the failure's message: what a foreign system answered has no business in a mailbox. */
function stuckThing(run: Run, workers: ReadonlyMap<string, string>): WaitingThing {
  const where = run.stuck[0]?.title;
  return {
    // Stuck again at another step is another matter.
    names: [matterName('stuck', `${run.id} ${run.stuck[0]?.key ?? ''}`)],
    kind: 'stuck',
    id: run.id,
    title: run.title,
    detail: [workers.get(run.workerId ?? '') ?? run.playbookName, where && `stuck at “${where}”`]
      .filter(Boolean)
      .join(' · '),
  };
}
