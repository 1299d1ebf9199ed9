import type { Run } from '@dayshift/model';
import { findRun } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { workerNames } from '../workers/worker-names.ts';

/** What entries are told with: runs by id, looked up once, and the names of workers. */
export interface AuditFacts {
  runOf(id: string): Promise<Run | undefined>;
  workerName(id: string | undefined): Promise<string | undefined>;
}

const mostRemembered = 2_000;

export function auditFacts(context: ApiContext): AuditFacts {
  const runs = new Map<string, Promise<Run | undefined>>();
  let names: Promise<Map<string, string>> | undefined;
  return {
    runOf(id) {
      const known = runs.get(id);
      if (known) return known;
      if (runs.size > mostRemembered) runs.clear();
      const found = findRun(context.store, context.workspaceId, id);
      runs.set(id, found);
      return found;
    },
    async workerName(id) {
      if (id === undefined) return undefined;
      names ??= workerNames(context);
      return (await names).get(id);
    },
  };
}
