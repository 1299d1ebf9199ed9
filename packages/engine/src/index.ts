export { breathKey, pureStepLimit } from './drain.ts';
export { activationKey, baseKey, instanceKey } from './instance-key.ts';
export { orderBatch } from './order-batch.ts';
export { edgeKey, planIndex } from './plan-index.ts';
export { reportOf } from './report.ts';
export { type SimulatedWorld, type Simulation, simulate } from './simulate.ts';
export { type RunStart, startRun } from './start-run.ts';
export { step } from './step.ts';
