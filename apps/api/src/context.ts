import type { KeyObject } from 'node:crypto';
import type { Store } from '@dayshift/store';
import type { Logger } from 'pino';
import type { ChangeFeed } from './live/change-feed.ts';
import type { FinishedRuns } from './live/finished-runs.ts';
import type { RunTailers } from './live/run-tailers.ts';
import type { MailReader } from './mail/mail-reader.ts';
import type { Mailer } from './notifications/mailer.ts';
import type { PublishedPlaybooks } from './playbooks/published-playbooks.ts';
import type { Temporal } from './temporal.ts';
import type { ArrivalGate } from './triggers/arrival-gate.ts';
import type { ScheduleKeeper } from './triggers/schedule-keeper.ts';

export interface ModelInUse {
  name: string;
  isPractice: boolean;
  /** The original API when left out. */
  baseUrl?: string | undefined;
}

/** What the use cases work with. One per running API. */
export interface ApiContext {
  store: Store;
  temporal: Temporal;
  workspaceId: string;
  log: Logger;
  now(): number;
  /** Signs decisions. The fleet holds only the public half. */
  approvalKey: KeyObject;
  published: PublishedPlaybooks;
  changes: ChangeFeed;
  tailers: RunTailers;
  mailReader: MailReader;
  schedules: ScheduleKeeper;
  arrivals: ArrivalGate;
  finished: FinishedRuns;
  /** Where people and webhooks reach this installation, from configuration only; no trailing slash. */
  publicUrl(): string;
  mailAddress: string;
  /** Writes to the people of this installation; missing where it has no mail server. */
  mailer?: Mailer | undefined;
  /** What the workers think with. */
  model: ModelInUse;
}
