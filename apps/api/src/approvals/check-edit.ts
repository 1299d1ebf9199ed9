import { checkValue, isObject } from '@dayshift/json-schema';
import type { Approval, Json } from '@dayshift/model';
import { findOperation, readInput } from '@dayshift/operations';
import { faultProblem } from '../server/fault-problem.ts';
import { unprocessable } from '../server/request-error.ts';
import { editSchemaOf, refuseFixedParts } from './edit-schema.ts';

/** An edited action, checked like the one that was asked about; 422 with the path of the field that is wrong. */
export function checkEdit(approval: Approval, input: Json): Pick<Approval, 'action' | 'fields'> {
  if (!approval.action) return { fields: checkFields(approval.fields, input) };
  const { operation: name } = approval.action;
  const operation = findOperation(name);
  if (!operation)
    throw unprocessable(
      'UNKNOWN_OPERATION',
      `This version does not know “${name}” and cannot check an edit of it.`,
      { path: 'input', hint: 'Approve it as it is, or reject it.' },
    );
  const read = readInput(operation, input);
  if (!read.ok) throw faultProblem(read.faults, 'input');
  refuseFixedParts(approval.action, input);
  refuseOtherShape(approval, input);
  // Schemas of operations read JSON and yield JSON.
  return { action: { operation: name, input: JSON.parse(JSON.stringify(read.input)) as Json } };
}

/** The form could not have sent it; whoever calls the API without the form is told the same. */
function refuseOtherShape(approval: Approval, input: Json): void {
  const schema = editSchemaOf(approval);
  if (!schema || !isObject(schema.properties) || !isObject(input)) return;
  const { properties } = schema;
  const values = Object.entries(input).filter(([name]) => Object.hasOwn(properties, name));
  const [first, ...more] = checkValue(schema, Object.fromEntries(values));
  if (first) throw faultProblem([first, ...more], 'input');
}

const keepItsType = 'Edit the value and keep its type.';

function checkFields(shown: Json | undefined, input: Json): Json {
  if (!isObject(shown)) {
    if (typeof input === typeof shown) return input;
    throw unprocessable('INVALID_FIELD', 'The edited value has another type than the shown one.', {
      path: 'input',
      hint: keepItsType,
    });
  }
  if (!isObject(input))
    throw unprocessable('EXPECTED_OBJECT', 'The edited fields are an object.', {
      path: 'input',
      hint: keepItsType,
    });
  for (const name of Object.keys(input))
    if (!Object.hasOwn(shown, name))
      throw unprocessable('UNKNOWN_FIELD', `There is no field “${name.slice(0, 80)}” here.`, {
        path: `input.${name}`,
        hint: 'Leave it out.',
      });
  for (const [name, value] of Object.entries(shown)) {
    const edited = input[name];
    const isSameType =
      value === null || (typeof edited === typeof value && Array.isArray(edited) === Array.isArray(value));
    if (edited === undefined || !isSameType)
      throw unprocessable('INVALID_FIELD', `“${name}” has another type than the shown one.`, {
        path: `input.${name}`,
        hint: keepItsType,
      });
  }
  return input;
}
