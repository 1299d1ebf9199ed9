export { countBacklog } from './backlog.ts';
export { connectTemporal, type TemporalAddress, type TemporalConnection } from './connect.ts';
export { HistoryGone, readHistory } from './history.ts';
export { prepareNamespace } from './prepare-namespace.ts';
export { HistoryReader } from './recorded-events.ts';
export {
  createRuns,
  type PendingCall,
  type RunDescription,
  type RunEnding,
  type Runs,
  runWorkflow,
  workflowIdOf,
} from './runs.ts';
export {
  createSchedules,
  type Schedules,
  type ScheduleWish,
  type SetSchedule,
  scheduleText,
} from './schedules.ts';
