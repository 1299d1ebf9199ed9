import type { EffectRecord } from '@dayshift/model';
import type { Store } from '../store.ts';
import { findOwned } from './owned.ts';
import { listPage, type Page, type PageRequest } from './page.ts';
import { within } from './workspace.ts';

/** The ledger's row for one idempotency key. */
export function findEffect(
  store: Store,
  workspaceId: string,
  key: string,
): Promise<EffectRecord | undefined> {
  return findOwned(store.effects, workspaceId, key);
}

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
