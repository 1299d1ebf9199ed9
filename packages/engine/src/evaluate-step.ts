import { type EvaluationResult, evaluateValue } from '@dayshift/expressions';
import type { Json } from '@dayshift/model';
import type { Draft } from './draft.ts';
import { jsonBytes } from './json-bytes.ts';
import type { Variables } from './variables.ts';

/**
 * The most one step may ask with, hand on, or end with. Temporal takes 2 MiB at a time and would refuse the whole task, again
 * and again, without anybody being told; a step that fails by name can be repaired.
 */
export const largestValueBytes = 1_048_576;

/** The most a run keeps of what its steps handed on: above, a long loop over large values would take the fleet's memory. */
export const largestRunBytes = 32 * 1_048_576;

/** Fills in a value of a step, and notes what it cost. */
export function evaluateStep(draft: Draft, value: Json, variables: Variables): EvaluationResult {
  const result = evaluateValue(value, variables, draft.work);
  if (!result.ok) return result;
  const bytes = jsonBytes(result.value);
  draft.work.steps += bytes >> 4;
  if (bytes > largestValueBytes) {
    const message = `This comes to ${Math.ceil(bytes / 1024)} KB; a step may work with at most ${largestValueBytes / 1024} KB at a time.`;
    return { ok: false, failure: { code: 'VALUE_TOO_LARGE', message } };
  }
  if ((draft.state.keptBytes ?? 0) + bytes > largestRunBytes) {
    const message = `The steps of this run have handed on ${largestRunBytes / 1_048_576} MB together, which is the most a run may keep.`;
    return { ok: false, failure: { code: 'RUN_TOO_LARGE', message } };
  }
  return result;
}
