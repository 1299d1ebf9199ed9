export type { Place } from './analyse.ts';
export { type AvailableStep, outputSchemaOf, stepsAt, typeScopeAt } from './available-at.ts';
export { type Compilation, compilePlaybook } from './compile-playbook.ts';
export { compileStepTest, helpersOfTest, type Recorded, type StepTest } from './compile-step-test.ts';
export { diffGraphs, type GraphChange } from './diff-graphs.ts';
export type { PlanName } from './emit-plan.ts';
export { compilerLimits, type ProblemCode, problemCodes } from './problem-codes.ts';
export { sha256 } from './sha256.ts';
