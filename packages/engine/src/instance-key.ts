import type { RunState } from '@dayshift/model';

/**
 * Names one execution of a step: `step@iteration!generation`. The iteration is left out at the root, the generation when 0.
 * It is the Temporal activityId, part of the idempotency key, and the key of everything shown.
 */
export function instanceKey(stepId: string, path: string, generation: number): string {
  return baseKey(stepId, path) + (generation > 0 ? `!${generation}` : '');
}

/** The instance without its generation: what a recorded result is matched by. */
export function baseKey(stepId: string, path: string): string {
  return path === '' ? stepId : `${stepId}@${path}`;
}

/** The step of an instance without its generation. */
export function stepIdOf(base: string): string {
  return base.split('@', 1)[0] ?? base;
}

/** `root` has the empty path; an activation of a body is `<scopeId>@<path>`. */
export function activationKey(scopeId: string, path: string): string {
  return baseKey(scopeId, path);
}

/** The path of iteration `index` inside an activation. */
export function iterationPath(parentPath: string, index: number): string {
  return parentPath === '' ? String(index) : `${parentPath}.${index}`;
}

/** Names a question for ever: the run and the instance that asks. */
export function approvalIdOf(state: RunState, key: string): string {
  const { run } = state;
  const id = typeof run === 'object' && run !== null && !Array.isArray(run) ? run.id : undefined;
  return `${typeof id === 'string' ? id : ''}:${key}`;
}

/** The instance that a question belongs to. */
export function keyOfApproval(approvalId: string): string {
  return approvalId.slice(approvalId.indexOf(':') + 1);
}
