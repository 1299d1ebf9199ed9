export { aPlan, aStep } from './plans.ts';
export { randomPlan } from './random-plan.ts';
export { step } from './step.ts';
