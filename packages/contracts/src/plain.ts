export { applyRunChange } from './apply-run-change.ts';
export { mostFollowedRuns } from './most-followed-runs.ts';
