import { canonicalJson, type Json, type Playbook, type PlaybookVersion, type Problem } from '@dayshift/model';
import { findVersion, getPlaybook, updatePlaybook } from '@dayshift/store';
import { audit } from '../audit.ts';
import type { ApiContext } from '../context.ts';
import { compileOrRefuse } from '../playbooks/compile-draft.ts';
import { playbookView } from '../playbooks/playbook-view.ts';
import { refuseAtRest } from '../playbooks/refuse-at-rest.ts';
import { conflict } from '../server/request-error.ts';
import { findWorkerOf } from '../workers/find-worker-of.ts';

export interface Published {
  version: number;
  publishedAt: number;
  problems: Problem[];
}

/** Makes the draft the next version, which never changes again. Publishing the same drawing twice makes one version. */
export async function publishPlaybook(
  context: ApiContext,
  request: { id: string; ifRevision: number; note?: string | undefined; by: string },
): Promise<Published> {
  const { store, workspaceId } = context;
  const playbook = await getPlaybook(store, workspaceId, request.id);
  refuseAtRest(playbook, ['archived', 'deleted']);
  if (playbook.draftRevision !== request.ifRevision)
    throw conflict('DRAFT_CHANGED', 'Somebody saved this draft meanwhile.', {
      hint: 'Look at what they saved; nothing of yours is lost yet.',
      details: await playbookView(context, playbook),
    });
  const newest = await findVersion(store, workspaceId, {
    playbookId: playbook.id,
    version: playbook.publishedVersion,
  });
  const { plan, problems } = compileOrRefuse(playbook.draft, {
    playbookId: playbook.id,
    version: playbook.publishedVersion + 1,
  });
  const worker = await findWorkerOf(context, playbook);
  if (newest && isSame(newest, playbook)) {
    await context.schedules.keepOf({ playbook, graph: newest.graph, worker });
    return { version: newest.version, publishedAt: newest.publishedAt, problems };
  }
  const published = await insertVersion(context, playbook, { plan, by: request.by, note: request.note });
  await updatePlaybook(store, workspaceId, playbook.id, (current) =>
    current.publishedVersion < published.version
      ? { ...current, publishedVersion: published.version, changedAt: context.now() }
      : undefined,
  );
  context.published.forget(playbook.id);
  await audit(context, {
    actor: request.by,
    action: 'playbook.published',
    target: playbook.id,
    summary: `Published version ${published.version} of “${playbook.name}”${request.note ? `: ${request.note}` : '.'}`,
  });
  await context.schedules.keepOf({ playbook, graph: published.graph, worker }, newest?.graph);
  return { version: published.version, publishedAt: published.publishedAt, problems };
}

/** Takes the next free number. One that somebody published just now from the same drawing is the same version. */
async function insertVersion(
  context: ApiContext,
  playbook: Playbook,
  of: { plan: PlaybookVersion['plan']; by: string; note: string | undefined },
): Promise<Omit<PlaybookVersion, 'revision'>> {
  for (let version = playbook.publishedVersion + 1; ; version += 1) {
    const wanted = {
      id: `${playbook.id}:${version}`,
      workspaceId: context.workspaceId,
      playbookId: playbook.id,
      version,
      graph: playbook.draft,
      plan: { ...of.plan, version },
      publishedAt: context.now(),
      publishedBy: of.by,
      ...(of.note && { note: of.note }),
    };
    if ((await context.store.versions.insert(wanted)) === 'inserted') return wanted;
    const taken = await findVersion(context.store, context.workspaceId, { playbookId: playbook.id, version });
    if (taken && isSame(taken, playbook)) return taken;
  }
}

/** Places on the canvas count too: a version is opened as it was drawn. */
function isSame(version: PlaybookVersion, playbook: Playbook): boolean {
  const text = (graph: Playbook['draft']) => canonicalJson(JSON.parse(JSON.stringify(graph)) as Json); // a graph is JSON
  return text(version.graph) === text(playbook.draft);
}
