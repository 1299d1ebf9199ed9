import { type JsonObject, type RunInput, workerVariable } from '@dayshift/model';
import type { CoreHost } from '../activity-host.ts';
import { refused } from '../operation-failure.ts';

/** `at`: when the workflow was started, ms since 1970. */
export type BeginRunInput = RunInput & { workflowId: string; at: number };

/**
 * Begins a run that a schedule started: takes the version published now, writes the run's row and completes the input. The
 * run's id comes from the workflow's, so that a second attempt finds the row instead of writing another.
 */
export function createBeginRun({ store }: CoreHost) {
  return async ({ workflowId, at, ...input }: BeginRunInput): Promise<RunInput> => {
    const { workspaceId, scheduled } = input;
    const playbook = scheduled && (await store.playbooks.get(scheduled.playbookId));
    if (!scheduled || playbook?.workspaceId !== workspaceId) {
      throw refused('PLAYBOOK_MISSING', 'The playbook of this schedule no longer exists.');
    }
    const runId = workflowId.replace(/^run\//, '');
    const begun = await store.runs.get(runId);
    const number = begun?.version ?? playbook.publishedVersion;
    const version = await store.versions.get(`${playbook.id}:${number}`);
    if (!version) throw refused('NOT_PUBLISHED', `"${playbook.name}" has no published version to run.`);
    const entry = version.plan.steps.find(
      (step) => step.kind === 'trigger' && step.nodeId === scheduled.nodeId,
    );
    if (entry?.kind !== 'trigger') {
      throw refused(
        'TRIGGER_MISSING',
        `Version ${number} of "${playbook.name}" no longer has this schedule.`,
      );
    }
    const worker = playbook.workerId ? await store.workers.get(playbook.workerId) : undefined;
    if (playbook.rest && !begun) {
      throw refused(
        'PLAYBOOK_AT_REST',
        `"${playbook.name}" is ${playbook.rest.state} and takes no new work.`,
      );
    }
    if (worker?.isPaused && !begun) {
      throw refused('WORKER_PAUSED', `${worker.name} was sent home and takes no new work.`);
    }
    const trigger: JsonObject = { at: new Date(at).toISOString() };
    await store.runs.insert({
      id: runId,
      workspaceId,
      workflowId,
      playbookId: playbook.id,
      playbookName: playbook.name,
      version: number,
      workerId: playbook.workerId,
      title: playbook.name,
      triggerType: entry.triggerType,
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
      runId,
      plan: version.plan,
      triggerNodeId: scheduled.nodeId,
      trigger,
      worker: workerVariable(worker),
    };
  };
}
