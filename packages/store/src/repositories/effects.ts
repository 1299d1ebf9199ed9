import type { EffectRecord } from '@dayshift/model';
import type { Store } from '../store.ts';
import { listPage, type Page, type PageRequest } from './page.ts';
import { within } from './workspace.ts';

/** What a run did to the outside world, in order. */
export function listEffectsOfRun(
  store: Store,
  workspaceId: string,
  runId: string,
  page: PageRequest = {},
): Promise<Page<EffectRecord>> {
  return listPage(store.effects, {
    where: within(workspaceId, { runId }),
    order: { by: 'startedAt', direction: 'ascending' },
    ...page,
  });
}
