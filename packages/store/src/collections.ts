import { approvals } from './collections/approvals.ts';
import { auditEntries } from './collections/audit-entries.ts';
import { deliverables } from './collections/deliverables.ts';
import { effects } from './collections/effects.ts';
import { mailKept } from './collections/mail-kept.ts';
import { notificationStates } from './collections/notification-states.ts';
import { playbooks } from './collections/playbooks.ts';
import { runs } from './collections/runs.ts';
import { sessions } from './collections/sessions.ts';
import { settings } from './collections/settings.ts';
import { signInLinks } from './collections/sign-in-links.ts';
import { spendingDays } from './collections/spending-days.ts';
import { triggerEvents } from './collections/trigger-events.ts';
import { versions } from './collections/versions.ts';
import { workers } from './collections/workers.ts';

/** Every collection of the product. A new one is its file and a name here. */
export const collections = {
  approvals,
  auditEntries,
  deliverables,
  effects,
  mailKept,
  notificationStates,
  playbooks,
  runs,
  sessions,
  settings,
  signInLinks,
  spendingDays,
  triggerEvents,
  versions,
  workers,
};
