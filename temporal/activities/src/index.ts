export type { ActivityHost, AgentHost, CoreHost, EffectsHost, SmtpServer } from './activity-host.ts';
export { maxOutputBytes } from './check-values.ts';
export type { BeginRunInput } from './core/begin-run.ts';
export type { CloseApprovalInput } from './core/close-approval.ts';
export type { ExpireApprovalInput, ExpiredApproval } from './core/expire-approval.ts';
export type { OpenApprovalInput, OpenedApproval } from './core/open-approval.ts';
export {
  type Activities,
  type AgentActivities,
  type CoreActivities,
  createActivities,
  createAgentActivities,
  createCoreActivities,
  createEffectsActivities,
  type EffectsActivities,
  type OperationActivities,
} from './create-activities.ts';
export { idempotencyKey } from './idempotency-key.ts';
