import {
  type Approval,
  type AskEffect,
  approvalDigest,
  type FrozenAction,
  noDeadline,
  type Run,
} from '@dayshift/model';
import { findOperation } from './catalog.ts';
import { readInput, sayFault } from './read-input.ts';

export type AskedApproval =
  | { ok: true; approval: Omit<Approval, 'revision'> }
  /** It could not be carried out after a yes, so nobody is asked about it. */
  | { ok: false; sentence: string; path: string };

type Asking = Pick<Run, 'workspaceId' | 'workflowId' | 'playbookName' | 'workerId' | 'title'> & {
  runId: string;
  playbookId: string;
  version: number;
};

/**
 * The row of a question as a run asks it: the action is completed, frozen and digested. The same for the run's own opening and
 * for the reconciler that opens it again, so that both bind a yes to the same bytes.
 */
export async function approvalOfAsk(run: Asking, ask: AskEffect, now: number): Promise<AskedApproval> {
  const frozen = ask.action && freeze(ask.action);
  if (frozen && !frozen.ok) return frozen;
  const { workspaceId, runId } = run;
  const question = {
    id: ask.approvalId,
    workspaceId,
    runId,
    key: ask.key,
    action: frozen?.action,
    fields: ask.fields,
  };
  const approval: Omit<Approval, 'revision'> = {
    ...question,
    workflowId: run.workflowId,
    playbookId: run.playbookId,
    playbookName: run.playbookName,
    version: run.version,
    workerId: run.workerId,
    runTitle: run.title,
    nodeId: ask.nodeId,
    stepTitle: ask.stepTitle,
    title: ask.title,
    reason: ask.reason,
    assignee: ask.assignee,
    digest: await approvalDigest(question),
    state: 'open',
    openedAt: now,
    dueAt: ask.dueAt ?? noDeadline,
    changedAt: now,
    delivery: { state: 'none', tries: 0, nextAt: now },
  };
  return { ok: true, approval };
}

type Frozen = { ok: true; action: FrozenAction } | { ok: false; sentence: string; path: string };

/** Defaults are filled in now, so that what is shown is all there is. */
function freeze(action: FrozenAction): Frozen {
  const operation = findOperation(action.operation);
  // A plan of a newer version: shown as it is, the host that carries it out knows it.
  if (!operation) return { ok: true, action };
  const read = readInput(operation, action.input);
  if (!read.ok)
    return { ok: false, sentence: sayFault(operation, read.faults[0]), path: read.faults[0].path };
  // JSON once more, because a default may be undefined and the digest is over JSON
  return {
    ok: true,
    action: { operation: action.operation, input: JSON.parse(JSON.stringify(read.input)) },
  };
}
