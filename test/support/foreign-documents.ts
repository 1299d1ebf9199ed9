import { graphFormatVersion, noDeadline } from '@dayshift/model';
import { openStore } from '@dayshift/store';
import { expect } from 'vitest';

const workspaceId = 'somebody-else';
const common = { workspaceId, changedAt: 1, workerId: 'wrk_foreign', playbookId: 'pbk_foreign' };
const graph = { formatVersion: graphFormatVersion, nodes: [], edges: [], notes: [] };
const ids = {
  playbook: 'pbk_foreign',
  run: 'run_foreign',
  approval: 'run_foreign:ask',
  worker: 'wrk_foreign',
  deliverable: 'dlv_foreign',
};

/** One of everything, of another workspace, written straight into the store that the product runs on. */
export async function foreignDocuments(sqliteFile: string) {
  const store = await openStore({ sqliteFile });
  await store.workers.insert({
    id: ids.worker,
    workspaceId,
    name: 'Spy',
    role: '',
    manager: '',
    timeZone: 'UTC',
    hours: '',
    color: '#000',
    budgetUsdPerDay: 0,
    isPaused: false,
    hiredAt: 1,
  });
  await store.playbooks.insert({
    ...common,
    id: ids.playbook,
    name: 'Secret',
    draft: graph,
    draftRevision: 1,
    draftSavedAt: 1,
    publishedVersion: 1,
    createdAt: 1,
  });
  await store.versions.insert({
    id: `${ids.playbook}:1`,
    workspaceId,
    playbookId: ids.playbook,
    version: 1,
    graph,
    plan: {
      formatVersion: 1,
      hash: '',
      playbookId: ids.playbook,
      version: 1,
      steps: [],
      scopes: [],
    },
    publishedAt: 1,
    publishedBy: 'Somebody',
  });
  await store.runs.insert({
    ...common,
    id: ids.run,
    workflowId: `run/${ids.run}`,
    playbookName: 'Secret',
    version: 1,
    title: 'Secret',
    triggerType: 'manual',
    triggerNodeId: 'start',
    trigger: {},
    // Over, so that no background job of the product looks after it.
    state: 'failed',
    isOpen: false,
    startedAt: 1,
    reportSequence: 0,
    openApprovals: 0,
    stuck: [],
    cause: '',
    costUsd: 0,
    hadPerson: false,
  });
  await store.approvals.insert({
    ...common,
    id: ids.approval,
    runId: ids.run,
    workflowId: `run/${ids.run}`,
    playbookName: 'Secret',
    version: 1,
    runTitle: 'Secret',
    key: 'ask',
    nodeId: 'ask',
    stepTitle: 'Ask',
    title: 'Ask',
    assignee: 'Somebody',
    digest: 'd'.repeat(64),
    state: 'open',
    openedAt: 1,
    dueAt: noDeadline,
    delivery: { state: 'none', tries: 0, nextAt: 0 },
  });
  await store.deliverables.insert({
    id: ids.deliverable,
    workspaceId,
    path: 'secret.md',
    version: 1,
    title: 'Secret',
    mediaType: 'text/markdown',
    content: 'secret',
    runId: ids.run,
    playbookId: ids.playbook,
    createdAt: 1,
  });
  const all = [
    [store.workers, ids.worker],
    [store.playbooks, ids.playbook],
    [store.runs, ids.run],
    [store.approvals, ids.approval],
    [store.deliverables, ids.deliverable],
  ] as const;
  return {
    ids,
    async expectUntouched(): Promise<void> {
      for (const [collection, id] of all) expect(await collection.get(id)).toMatchObject({ id, revision: 1 });
    },
    async remove(): Promise<void> {
      for (const [collection, id] of [...all, [store.versions, `${ids.playbook}:1`] as const])
        await collection.remove(id, 1);
      await store.close();
    },
  };
}
