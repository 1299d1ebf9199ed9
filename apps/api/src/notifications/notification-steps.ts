import type { PersonSettings } from '@dayshift/contracts';
import type { NotificationState } from '@dayshift/model';
import { kindOf } from './matters.ts';
import { nextMailAt } from './next-mail-at.ts';

// What becomes of a person's notifications, step by step. Pure: the store's compare-and-set may run each of them again.

/** What waits for the person now. `isComplete`: nothing was left out of the list. */
export interface Look {
  names: readonly string[];
  isComplete: boolean;
}

/** Whoever looks, and until when the mail is theirs if one is due. */
export interface Claim {
  id: string;
  mailId: string;
  until: number;
}

const mostTold = 2_000;

/** Takes in what waits; makes a mail of it when its time has come, and claims a mail that nobody is sending. */
export function afterLook(
  state: NotificationState,
  look: Look,
  { mail: settings }: Pick<PersonSettings, 'mail'>,
  { now, claim }: { now: number; claim: Claim },
): NotificationState | undefined {
  const wanted = new Set(look.names.filter((name) => isWanted(name, settings)));
  const isOver = (what: string) => look.isComplete && !wanted.has(what);
  const told = state.told.filter(({ what }) => !isOver(what)).slice(-mostTold);
  const kept = state.pending.filter(({ what }) => !isOver(what));
  const known = new Set([...told, ...kept].map(({ what }) => what).concat(state.mail?.about ?? []));
  const fresh = [...wanted].filter((what) => !known.has(what)).map((what) => ({ what, at: now }));
  const next: NotificationState = { ...state, told, pending: [...kept, ...fresh] };
  const due = nextMailAt(next, settings);
  if (!next.mail && due !== undefined && due <= now) {
    next.mail = {
      id: claim.mailId,
      about: next.pending.map(({ what }) => what),
      tries: 0,
      claim: '',
      until: 0,
    };
    next.pending = [];
  }
  if (next.mail && settings.rhythm === 'never') delete next.mail;
  if (next.mail && next.mail.until <= now)
    next.mail = { ...next.mail, tries: next.mail.tries + 1, claim: claim.id, until: claim.until };
  return JSON.stringify(next) === JSON.stringify(state) ? undefined : next;
}

/** The mail is out, or there was nothing left to say. */
export function afterMail(
  state: NotificationState,
  { claimId, now, told }: { claimId: string; now: number; told: number },
): NotificationState | undefined {
  if (state.mail?.claim !== claimId) return undefined;
  const { mail, trouble: _over, ...rest } = state;
  return {
    ...rest,
    told: [...state.told, ...mail.about.map((what) => ({ what, at: now }))],
    ...(told > 0 && { lastMail: { at: now, about: told } }),
  };
}

const firstPauseMs = 15_000;
const longestPauseMs = 3_600_000;

/** It could not be sent: the same mail, under the same id, is tried again later. */
export function afterTrouble(
  state: NotificationState,
  { claimId, now, trouble }: { claimId: string; now: number; trouble: string },
): NotificationState | undefined {
  if (state.mail?.claim !== claimId) return undefined;
  const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(state.mail.tries, 12));
  return { ...state, trouble, mail: { ...state.mail, until: now + pause } };
}

/** Other settings: a mail that could not be sent is tried again at once, perhaps to another address. */
export function afterChange(state: NotificationState): NotificationState | undefined {
  if (state.trouble === undefined) return undefined;
  const { trouble: _old, ...rest } = state;
  return { ...rest, ...(rest.mail && { mail: { ...rest.mail, until: 0 } }) };
}

function isWanted(name: string, mail: PersonSettings['mail']): boolean {
  if (mail.rhythm === 'never') return false;
  switch (kindOf(name)) {
    case 'question':
      return mail.questions;
    case 'due-soon':
      return mail.dueSoon;
    case 'stuck':
      return mail.stuck;
  }
}
