export { type CheckResult, checkExpression, checkSource, checkTemplate } from './check-expression.ts';
export { checkValue, type ValueProblem } from './check-value.ts';
export { type Completion, type Completions, completions } from './completions.ts';
export { type EvaluationResult, evaluate } from './evaluate.ts';
export { evaluateValue } from './evaluate-value.ts';
export { listFunctionsWithHelp } from './functions.ts';
export { expressionLimits } from './limits.ts';
export { type ParsedExpression, type ParseResult, parseExpression } from './parse-expression.ts';
export type { ExpressionProblem } from './problem.ts';
export {
  type Reference,
  referencesOf,
  referencesOfTemplate,
  referencesOfValue,
  stepKeysOf,
} from './references-of.ts';
export type { ExpressionFailure, WorkMeter } from './runtime.ts';
export {
  isVariableName,
  type Scope,
  type StepLookUp,
  type VariableName,
  variableHelp,
  variableNames,
} from './scope.ts';
export { suggest } from './suggest.ts';
export {
  compileTemplate,
  endOfHole,
  hasHoles,
  renderTemplate,
  type Template,
  type TemplateResult,
} from './template.ts';
export { isTimeZone } from './time-zone.ts';
export { isDay } from './type-questions.ts';
export {
  type StepType,
  type StepTypes,
  type TypeScope,
  type TypeScopeInput,
  typeScopeFrom,
} from './type-scope.ts';
export { nameOfType, schemaFromType, type Type, typeFromSchema } from './types.ts';
