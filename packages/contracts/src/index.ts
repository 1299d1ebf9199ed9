export * from './approvals.ts';
export * from './errors.ts';
export * from './home.ts';
export * from './people.ts';
export * from './playbooks.ts';
export * from './runs.ts';
export * from './session.ts';
export * from './workers.ts';
