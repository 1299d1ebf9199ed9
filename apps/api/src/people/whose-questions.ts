import { countOpenByAssignee } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { personNames } from './person-names.ts';

/** The open questions of a workspace, told apart by who is asked. */
export interface WhoseQuestions {
  mine: { assignees: string[]; count: number };
  others: { assignees: string[]; count: number };
}

/** Which open questions are for this person, and which for somebody else. A question to nobody in particular is everybody's. */
export async function whoseQuestions(context: ApiContext, user: string): Promise<WhoseQuestions> {
  const [counts, names] = await Promise.all([
    countOpenByAssignee(context.store, context.workspaceId),
    personNames(context, user),
  ]);
  const whose: WhoseQuestions = { mine: { assignees: [], count: 0 }, others: { assignees: [], count: 0 } };
  for (const [assignee, count] of Object.entries(counts)) {
    const part = isFor(assignee, names) ? whose.mine : whose.others;
    part.assignees.push(assignee);
    part.count += count;
  }
  return whose;
}

const anybody = new Set(['', 'anyone', 'anybody', 'everyone', 'everybody']);

/** Names are compared as people write them: case and outer spaces mean nothing. */
export function isFor(assignee: string, names: readonly string[]): boolean {
  const wanted = plain(assignee);
  return anybody.has(wanted) || names.some((name) => plain(name) === wanted);
}

const plain = (name: string) => name.trim().toLowerCase();
