export { type CopyProgress, copyStore } from './copy-store.ts';
export {
  CursorError,
  DocumentError,
  DuplicateKeyError,
  NotFoundError,
  QueryError,
  StoreCopyError,
  StoreFullError,
  StoreOpenError,
  UpdateGaveUpError,
} from './errors.ts';
export { openStore, type StorePlace } from './open-store.ts';
export type { After, Collection, Condition, Document, FindQuery, Order, Scalar, Where } from './port.ts';
export {
  countOpenByAssignee,
  findDecisionsToDeliver,
  getApproval,
  listApprovalsOfRun,
  listClosedApprovals,
  listOpenApprovals,
  listWaitingApprovals,
  updateApproval,
} from './repositories/approvals.ts';
export { listAuditEntries } from './repositories/audit-entries.ts';
export {
  getDeliverable,
  listDeliverables,
  listDeliverablesOfRun,
  listVersionsOfDeliverable,
} from './repositories/deliverables.ts';
export { listEffectsOfRun } from './repositories/effects.ts';
export { countKeptMails, getKeptMail, listKeptMails, updateKeptMail } from './repositories/kept-mails.ts';
export { findModelAnswered, putModelAnswered } from './repositories/model-answered.ts';
export { findModelPrices, updateModelPrices } from './repositories/model-prices.ts';
export type { Page, PageRequest } from './repositories/page.ts';
export {
  findPlaybook,
  findVersion,
  getPlaybook,
  getVersion,
  listPlaybooks,
  listVersions,
  updatePlaybook,
} from './repositories/playbooks.ts';
export { changePrivateHosts, listPrivateHosts } from './repositories/private-hosts.ts';
export {
  countRunsByState,
  findRun,
  getRun,
  listFinishedRuns,
  listQuietRuns,
  listRuns,
  type RunFilter,
} from './repositories/runs.ts';
export { findSetting, putSetting } from './repositories/settings.ts';
export {
  countedUsd,
  countUnpriced,
  findSpendingDay,
  type Reserved,
  reserveSpending,
  settleSpending,
  type WorkerDay,
} from './repositories/spending.ts';
export { takeTriggerEvent } from './repositories/trigger-events.ts';
export { findWorker, getWorker, listWorkers, updateWorker } from './repositories/workers.ts';
export type { Store } from './store.ts';
export { type Updated, update } from './update.ts';
