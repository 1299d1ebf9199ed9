import type { Playbook } from '@dayshift/model';
import { conflict } from '../server/request-error.ts';
import { whyNoWork } from './why-no-work.ts';

type Rest = NonNullable<Playbook['rest']>['state'];

/** 409 when a playbook rests in one of these ways: its runs and versions can be read, but this cannot be done with it. */
export function refuseAtRest(playbook: Pick<Playbook, 'name' | 'rest'>, states: readonly Rest[]): void {
  if (!playbook.rest || !states.includes(playbook.rest.state)) return;
  const why = whyNoWork({ playbook, worker: undefined });
  if (why) throw conflict(why.code, why.message, { hint: why.hint });
}
