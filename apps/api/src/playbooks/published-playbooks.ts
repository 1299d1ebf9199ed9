import type { Graph, Plan, Playbook, PlaybookVersion, Worker } from '@dayshift/model';
import { findPlaybook, findVersion, type Store } from '@dayshift/store';
import { findWorkerOf } from '../workers/find-worker-of.ts';

/** A playbook as runs start on it: its newest published version and who works by it. */
export interface PublishedPlaybook {
  playbook: Playbook;
  version: number;
  graph: Graph;
  plan: Plan;
  worker: Worker | undefined;
}

/** How long a version number is believed: another process may publish. In this one it is known at once. */
const believedMs = 1_500;
const mostCachedVersions = 500;

/** What is published, kept in memory: triggers start runs without a read. */
export class PublishedPlaybooks {
  private readonly store: Store;
  private readonly workspaceId: string;
  private readonly now: () => number;
  private readonly versions = new Map<string, PlaybookVersion>();
  private readonly current = new Map<
    string,
    { at: number; published: Promise<PublishedPlaybook | undefined> }
  >();
  private listed: { at: number; all: Promise<PublishedPlaybook[]> } | undefined;

  constructor(store: Store, workspaceId: string, now: () => number) {
    this.store = store;
    this.workspaceId = workspaceId;
    this.now = now;
  }

  find(playbookId: string): Promise<PublishedPlaybook | undefined> {
    const known = this.current.get(playbookId);
    if (known && this.now() - known.at < believedMs) return known.published;
    const published = this.load(playbookId);
    if (this.current.size > mostCachedVersions) this.current.clear();
    this.current.set(playbookId, { at: this.now(), published });
    published.catch(() => this.forget(playbookId));
    return published;
  }

  /** Every published playbook of the workspace: for triggers that look for their playbook. */
  all(): Promise<PublishedPlaybook[]> {
    if (this.listed && this.now() - this.listed.at < believedMs) return this.listed.all;
    const all = this.loadAll();
    this.listed = { at: this.now(), all };
    all.catch(() => this.forget());
    return all;
  }

  /** Call after publishing, renaming or changing a worker. */
  forget(playbookId?: string): void {
    if (playbookId === undefined) this.current.clear();
    else this.current.delete(playbookId);
    this.listed = undefined;
  }

  async version(playbookId: string, version: number): Promise<PlaybookVersion | undefined> {
    const id = `${playbookId}:${version}`;
    const known = this.versions.get(id);
    if (known) return known;
    const found = await findVersion(this.store, this.workspaceId, { playbookId, version });
    if (!found) return undefined;
    // Versions never change, so the only question is memory.
    if (this.versions.size >= mostCachedVersions) this.versions.clear();
    this.versions.set(id, found);
    return found;
  }

  private async load(playbookId: string): Promise<PublishedPlaybook | undefined> {
    const playbook = await findPlaybook(this.store, this.workspaceId, playbookId);
    if (!playbook || playbook.publishedVersion === 0) return undefined;
    const version = await this.version(playbookId, playbook.publishedVersion);
    if (!version) return undefined;
    const worker = await findWorkerOf({ store: this.store, workspaceId: this.workspaceId }, playbook);
    return { playbook, version: version.version, graph: version.graph, plan: version.plan, worker };
  }

  private async loadAll(): Promise<PublishedPlaybook[]> {
    const playbooks = await this.store.playbooks.find({
      where: { workspaceId: this.workspaceId },
      order: { by: 'changedAt', direction: 'descending' },
      limit: 1000,
    });
    const published = await Promise.all(
      playbooks.filter((playbook) => playbook.publishedVersion > 0).map(({ id }) => this.find(id)),
    );
    return published.filter((each) => each !== undefined);
  }
}
