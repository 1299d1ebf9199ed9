import { diffGraphs } from '@dayshift/compiler';
import type { VersionRow } from '@dayshift/contracts';
import { emptyGraph, type Graph, type PlaybookVersion } from '@dayshift/model';
import { getPlaybook, getVersion, listVersions as pageOfVersions } from '@dayshift/store';
import type { ApiContext } from '../context.ts';

/** Published versions, newest first, each with what it changed in words. */
export async function listVersions(
  context: ApiContext,
  playbookId: string,
): Promise<{ items: VersionRow[] }> {
  const { store, workspaceId } = context;
  await getPlaybook(store, workspaceId, playbookId);
  const { items } = await pageOfVersions(store, workspaceId, playbookId, { limit: 200 });
  return { items: items.map((version, index) => versionRow(version, items[index + 1]?.graph)) };
}

export async function viewVersion(
  context: ApiContext,
  of: { playbookId: string; version: number },
): Promise<VersionRow & { graph: Graph }> {
  const version = await getVersion(context.store, context.workspaceId, of);
  const before = await context.published.version(of.playbookId, of.version - 1);
  return { ...versionRow(version, before?.graph), graph: version.graph };
}

function versionRow(version: PlaybookVersion, before: Graph | undefined): VersionRow {
  return {
    version: version.version,
    publishedAt: version.publishedAt,
    publishedBy: version.publishedBy,
    ...(version.note !== undefined && { note: version.note }),
    changes: diffGraphs(before ?? emptyGraph, version.graph).map(({ text }) => text),
  };
}
