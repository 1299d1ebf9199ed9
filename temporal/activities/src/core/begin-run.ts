import type { Json, JsonObject, RunInput, Worker } from '@dayshift/model';
import type { CoreHost } from '../activity-host.ts';
import { refused } from '../operation-failure.ts';

/** `at`: when the workflow was started, ms since 1970. */
export type BeginRunInput = RunInput & { workflowId: string; at: number };

/**
 * Begins a run that a schedule started: takes the version published now, writes the run's row and completes the input. The
 * workflow's id is the run's id, so that a second attempt finds the row instead of writing another.
 */
export function createBeginRun({ store }: CoreHost) {
  return async ({ workflowId, at, ...input }: BeginRunInput): Promise<RunInput> => {
    const { workspaceId, scheduled } = input;
    const playbook = scheduled && (await store.playbooks.get(scheduled.playbookId));
    if (!scheduled || playbook?.workspaceId !== workspaceId) {
      throw refused('PLAYBOOK_MISSING', 'The playbook of this schedule no longer exists.');
    }
    const begun = await store.runs.get(workflowId);
    const number = begun?.version ?? playbook.publishedVersion;
    const version = await store.versions.get(`${playbook.id}:${number}`);
    if (!version) throw refused('NOT_PUBLISHED', `"${playbook.name}" has no published version to run.`);
    const worker = playbook.workerId ? await store.workers.get(playbook.workerId) : undefined;
    const trigger: JsonObject = { at: new Date(at).toISOString() };
    await store.runs.insert({
      id: workflowId,
      workspaceId,
      workflowId,
      playbookId: playbook.id,
      playbookName: playbook.name,
      version: number,
      workerId: playbook.workerId,
      title: playbook.name,
      triggerType: version.graph.nodes.find((node) => node.id === scheduled.nodeId)?.type ?? 'schedule',
      triggerNodeId: scheduled.nodeId,
      trigger,
      state: 'working',
      isOpen: true,
      startedAt: at,
      changedAt: at,
      reportSequence: 0,
      openApprovals: 0,
      stuck: [],
      cause: '',
      costUsd: 0,
      hadPerson: false,
    });
    return {
      ...input,
      runId: workflowId,
      plan: version.plan,
      triggerNodeId: scheduled.nodeId,
      trigger,
      worker: workerVariable(worker),
    };
  };
}

/** What expressions see as `worker`. */
function workerVariable(worker: Worker | undefined): Json {
  if (!worker) return null;
  const { id, name, role, manager, timeZone, hours } = worker;
  return { id, name, role, manager, timeZone, hours };
}
