import type { Syntax } from './syntax.ts';
import type { StepTypes, TypeScope } from './type-scope.ts';

/** The scope with the steps certain that `has(steps.x)` on the left of && asked about. */
export function granting(scope: TypeScope, left: Syntax): TypeScope {
  const keys = new Set<string>();
  collectAsked(left, keys);
  if (keys.size === 0) return scope;
  const steps: StepTypes = {
    keys: () => scope.steps.keys(),
    get: (key) => {
      const step = scope.steps.get(key);
      return step && keys.has(key) ? { ...step, isCertain: true } : step;
    },
  };
  return { variables: scope.variables, steps };
}

function collectAsked(syntax: Syntax, keys: Set<string>): void {
  if (syntax.kind === 'and') {
    collectAsked(syntax.left, keys);
    collectAsked(syntax.right, keys);
  }
  if (syntax.kind !== 'has') return;
  let target: Syntax = syntax.target;
  while (target.kind === 'field') {
    if (target.target.kind === 'variable' && target.target.name === 'steps') keys.add(target.name);
    target = target.target;
  }
}
