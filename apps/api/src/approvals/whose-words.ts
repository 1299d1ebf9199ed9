import { compileTemplate, referencesOf } from '@dayshift/expressions';
import type { Json, Plan, RunState, Step, Value } from '@dayshift/model';

const deepest = 8;

/**
 * Who wrote the reason of a question. The AI's words are only what came out of an `ai.*` operation as it is: text of the
 * author around it, a customer's text, or a result that a person has set makes them the playbook's.
 */
export function whoseWords(plan: Plan, reason: Value, state?: Pick<RunState, 'steps'>): 'ai' | 'playbook' {
  return isFromAi({ plan, state, left: deepest }, reason) ? 'ai' : 'playbook';
}

interface Tracing {
  plan: Plan;
  state: Pick<RunState, 'steps'> | undefined;
  left: number;
}

function isFromAi(tracing: Tracing, value: Value): boolean {
  if (typeof value !== 'string' || tracing.left === 0) return false;
  const compiled = compileTemplate(value);
  if (!compiled.ok) return false;
  const holes = compiled.template.parts.filter((part) => typeof part !== 'string' || part.trim() !== '');
  return (
    holes.length > 0 &&
    holes.every((part) => typeof part !== 'string' && isPathFromAi(tracing, part.expression.source))
  );
}

/** `steps.understand.reason`, also with an empty fallback; any other expression could add words of its own. */
function isPathFromAi(tracing: Tracing, expression: string): boolean {
  const source = expression.trim().replace(/\.orValue\((?:""|'')\)$/, '');
  const [reference, ...others] = referencesOf(source);
  if (!reference || others.length > 0 || reference.variable !== 'steps') return false;
  if (reference.end - reference.start !== source.length) return false;
  const [key, ...path] = reference.path;
  const step = tracing.plan.steps.find((each) => each.key === key);
  return step !== undefined && isOutputFromAi(tracing, step, path);
}

function isOutputFromAi(tracing: Tracing, step: Step, path: readonly string[]): boolean {
  const executions = Object.values(tracing.state?.steps ?? {}).filter(({ stepId }) => stepId === step.id);
  if (executions.some(({ isOverridden }) => isOverridden)) return false;
  if (step.kind === 'call') return step.operation.startsWith('ai.');
  if (step.kind !== 'compute') return false;
  return isFromAi({ ...tracing, left: tracing.left - 1 }, valueAt(step.output, path));
}

/** As far into the values as they are drawn; a hole on the way stands for all below it. */
function valueAt(value: Json, [name, ...rest]: readonly string[]): Json {
  if (name === undefined || typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.hasOwn(value, name) ? valueAt(value[name] ?? null, rest) : null;
}
