export { loadApprovalKey } from './approvals/approval-key.ts';
export { type Api, type ApiOptions, startApi } from './start-api.ts';
