import type { JsonSchema } from '@dayshift/model';
import { isVariableName, type VariableName } from './scope.ts';
import { type Type, typeFromSchema } from './types.ts';

/**
 * What is known about the variables at one place of a playbook. A variable that is left out does not exist there. A
 * step may be known but not certain to have run.
 */
export interface TypeScope {
  variables: ReadonlyMap<string, Type>;
  steps: StepTypes;
}

/** The steps that may be read, by key. A Map is one; a host with a thousand steps may answer from what it has. */
export interface StepTypes {
  get(key: string): StepType | undefined;
  keys(): Iterable<string>;
}

export interface StepType {
  type: Type;
  title?: string;
  /** False: on some ways to this place the step has not run, so reading it needs has() or a fallback. */
  isCertain: boolean;
}

export interface TypeScopeInput {
  /** JSON Schema by variable; `{}` is anything. */
  variables?: Partial<Record<Exclude<VariableName, 'steps'>, JsonSchema>>;
  steps?: Readonly<Record<string, { schema: JsonSchema; title?: string; isCertain?: boolean }>>;
}

export function typeScopeFrom(input: TypeScopeInput): TypeScope {
  const variables = new Map<string, Type>();
  for (const [name, schema] of Object.entries(input.variables ?? {})) {
    if (schema !== undefined && isVariableName(name)) variables.set(name, typeFromSchema(schema));
  }
  const steps = new Map<string, StepType>();
  for (const [key, { schema, title, isCertain }] of Object.entries(input.steps ?? {})) {
    const step: StepType = { type: typeFromSchema(schema), isCertain: isCertain ?? true };
    if (title !== undefined) step.title = title;
    steps.set(key, step);
  }
  return { variables, steps };
}
