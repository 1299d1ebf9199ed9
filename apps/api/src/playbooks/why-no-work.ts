import type { Playbook, Worker } from '@dayshift/model';

export interface NoWork {
  code: 'PLAYBOOK_PAUSED' | 'PLAYBOOK_ARCHIVED' | 'PLAYBOOK_DELETED' | 'WORKER_PAUSED' | 'WORKER_LEFT';
  message: string;
  /** What to do about it. */
  hint: string;
  /** It is for a while: what arrives is worth keeping until then. */
  isForAWhile: boolean;
}

/** Why nothing new starts on a playbook now, in words for whoever asked; undefined while it takes work. */
export function whyNoWork({
  playbook,
  worker,
}: {
  playbook: Pick<Playbook, 'name' | 'rest'>;
  worker: Pick<Worker, 'name' | 'isPaused' | 'leftAt'> | undefined;
}): NoWork | undefined {
  if (playbook.rest) return restWords[playbook.rest.state](playbook.name);
  if (worker?.leftAt !== undefined)
    return {
      code: 'WORKER_LEFT',
      message: `${worker.name} was let go and takes no new work.`,
      hint: 'Give the playbook to another worker.',
      isForAWhile: true,
    };
  if (worker?.isPaused)
    return {
      code: 'WORKER_PAUSED',
      message: `${worker.name} was sent home and takes no new work.`,
      hint: 'Send the worker back to work first.',
      isForAWhile: true,
    };
  return undefined;
}

const restWords = {
  paused: (name: string): NoWork => ({
    code: 'PLAYBOOK_PAUSED',
    message: `“${name}” is paused and takes no new work.`,
    hint: 'Switch it on first.',
    isForAWhile: true,
  }),
  archived: (name: string): NoWork => ({
    code: 'PLAYBOOK_ARCHIVED',
    message: `“${name}” is archived and takes no work.`,
    hint: 'Bring it back first.',
    isForAWhile: false,
  }),
  deleted: (name: string): NoWork => ({
    code: 'PLAYBOOK_DELETED',
    message: `“${name}” was deleted. Its runs and versions stay readable.`,
    hint: 'Draw a new playbook.',
    isForAWhile: false,
  }),
} satisfies Record<NonNullable<Playbook['rest']>['state'], (name: string) => NoWork>;
