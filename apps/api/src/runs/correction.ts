import { type Projection, repairRefusal } from '@dayshift/engine';
import { isObject } from '@dayshift/json-schema';
import type { Json, JsonSchema } from '@dayshift/model';
import { findOperation, type Operation, readInput } from '@dayshift/operations';
import { changedFixedPart, schemaOfValues } from '../approvals/edit-schema.ts';
import { faultProblem } from '../server/fault-problem.ts';
import { unprocessable } from '../server/request-error.ts';

/** What a stuck step asked for, as it may be corrected for this one run. */
export interface Correctable {
  operation: Operation;
  input: Json;
  /** Parts whose values may change; undefined: all of them. Where it goes is the playbook's alone. */
  editable: readonly string[] | undefined;
}

/** What can be corrected of a stuck step; 422 in words when nothing can. */
export function correctableOf(projection: Projection, key: string): Correctable {
  const { plan, state } = projection;
  const why =
    plan && state ? repairRefusal(plan, state, key, 'retry-with') : 'This step is not stuck (any more).';
  if (why !== undefined)
    throw unprocessable('VERB_REFUSED', why, { path: 'key', hint: 'Choose something else for this step.' });
  const call = projection.calls[key];
  const operation = call && findOperation(call.operation);
  if (!call || !operation)
    throw unprocessable('NOTHING_ASKED', 'This step failed before it asked for anything.', {
      path: 'key',
      hint: 'Fix the playbook and resume.',
    });
  return { operation, input: call.input, editable: editableOf(operation, call.input) };
}

/** As an approver may: values, never where they go. What only reads may ask with another query as well. */
function editableOf(operation: Operation, input: Json): readonly string[] | undefined {
  const { name, editable } = operation;
  if (!editable || name !== 'http.request') return editable;
  const isReading = isObject(input) && (input.method === 'GET' || input.method === 'HEAD');
  return isReading ? ['query'] : editable;
}

/** Its values as a JSON Schema, for a form; undefined when none may change. */
export function correctionSchema({ operation, input, editable }: Correctable): JsonSchema | undefined {
  return schemaOfValues(operation, input, editable);
}

/** The corrected input is checked before the run hears of it, by the operation's own rules; says what was changed. */
export function checkCorrection({ operation, input, editable }: Correctable, corrected: Json): string {
  const read = readInput(operation, corrected);
  if (!read.ok) throw faultProblem(read.faults, 'input');
  const part = changedFixedPart(input, corrected, editable);
  if (part !== undefined)
    throw unprocessable('FIXED_FIELD', `“${part.slice(0, 80)}” is set by the playbook.`, {
      path: `input.${part}`,
      hint: `What may be corrected here: ${editable?.join(', ')}. For anything else, fix the playbook and resume.`,
    });
  const changes = changesBetween(input, corrected, '');
  if (changes.length === 0)
    throw unprocessable('NOTHING_CORRECTED', 'The input is as it was.', {
      path: 'input',
      hint: 'Change a value, or try again as it is.',
    });
  return changes.slice(0, mostTold).join(', ') + (changes.length > mostTold ? ' and more' : '');
}

const mostTold = 4;

/** "body.reason_code: nothing → late". */
function changesBetween(before: Json | undefined, after: Json | undefined, path: string): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (isObject(before) && isObject(after))
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) =>
      changesBetween(before[name], after[name], path === '' ? name : `${path}.${name}`),
    );
  return [`${path}: ${inShort(before)} → ${inShort(after)}`];
}

function inShort(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
