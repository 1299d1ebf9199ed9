/** Names on the wire: a change here is a change of protocol. */
export const workflowName = 'runPlaybook';
export const decisionSignalName = 'decision';
export const controlSignalName = 'control';
export const stateQueryName = 'state';

/** Tiny database work of the run itself, on the core queue. */
export const coreActivityNames = {
  begin: 'run.begin',
  openApproval: 'approval.open',
  closeApproval: 'approval.close',
  expireApproval: 'approval.expire',
} as const;
