import type { DeliverableRow } from '@dayshift/contracts';
import type { Deliverable } from '@dayshift/model';
import { getDeliverable, listDeliverables as pageOfDeliverables } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { workerNames } from '../workers/worker-names.ts';

/** Documents workers made, newest first. */
export async function listDeliverables(
  context: ApiContext,
  query: { cursor?: string | undefined; limit: number },
): Promise<{ items: DeliverableRow[]; nextCursor?: string }> {
  const [{ items, ...page }, names] = await Promise.all([
    pageOfDeliverables(context.store, context.workspaceId, query),
    workerNames(context),
  ]);
  return { items: items.map((each) => deliverableRow(each, names)), ...page };
}

export async function viewDeliverable(
  context: ApiContext,
  id: string,
): Promise<DeliverableRow & { content: string }> {
  const [deliverable, names] = await Promise.all([
    getDeliverable(context.store, context.workspaceId, id),
    workerNames(context),
  ]);
  return { ...deliverableRow(deliverable, names), content: deliverable.content };
}

function deliverableRow(deliverable: Deliverable, names: ReadonlyMap<string, string>): DeliverableRow {
  const { id, path, title, version, mediaType, runId, createdAt, workerId } = deliverable;
  const workerName = names.get(workerId ?? '');
  return {
    id,
    path,
    title,
    version,
    mediaType,
    runId,
    createdAt,
    ...(workerName !== undefined && { workerName }),
  };
}
