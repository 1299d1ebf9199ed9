import type { Correction, StepView } from '@dayshift/contracts';
import { isObject, shapeOf, valueAt } from '@dayshift/json-schema';
import type { Json, JsonObject } from '@dayshift/model';
import { placeOf, type Refusal, refusalsOf } from '../../words/refusals.ts';

/** A refusal at its place in the values that may be corrected. */
export interface PlacedRefusal extends Refusal {
  place: string;
}

/** What the receiver refused, as far as it may be corrected here. */
export function refusalsIn(correction: Correction, { failure }: Pick<StepView, 'failure'>): PlacedRefusal[] {
  if (!failure) return [];
  return refusalsOf(failure)
    .map((refusal) => ({ ...refusal, place: placeOf(refusal, correction) }))
    .filter(({ place }) => isEditable(correction, place));
}

/** The values that may change. A field the receiver asked for and that was not sent is there to be filled in. */
export function startingDraft(correction: Correction, refusals: readonly PlacedRefusal[]): JsonObject {
  const input = isObject(correction.input) ? correction.input : {};
  const values = Object.fromEntries(Object.entries(input).filter(([name]) => isEditable(correction, name)));
  return refusals.reduce((draft, { place }) => withFieldAt(draft, place.split('.')), values);
}

/** The form's schema; a field of which the receiver said what it takes offers just that. */
export function formSchema(
  correction: Correction,
  draft: JsonObject,
  refusals: readonly PlacedRefusal[],
): Json | undefined {
  return refusals.reduce<Json | undefined>((schema, { place, allowed }) => {
    const texts = allowed.filter((value) => typeof value === 'string');
    // A choice gives texts; where something else is taken it is typed.
    if (texts.length === 0 || texts.length < allowed.length) return schema;
    return withChoice(schema, draft, place.split('.'), texts);
  }, correction.schema);
}

/** The whole input as it would be sent: what is fixed as it was, without fields that were offered and left empty. */
export function correctedInput(
  { input }: Correction,
  draft: JsonObject,
  refusals: readonly PlacedRefusal[],
): Json {
  if (!isObject(input)) return input;
  const left = refusals.filter(
    ({ place }) => valueAt(input, place) === undefined && valueAt(draft, place) === '',
  );
  const values = left.reduce<Json>((value, { place }) => withoutFieldAt(value, place.split('.')), draft);
  return isObject(values) ? { ...input, ...values } : input;
}

function isEditable({ editable }: Correction, place: string): boolean {
  return editable === undefined || editable.includes(place.split('.')[0] ?? '');
}

/** Only where its parent was sent: nobody knows the shape of what is not there. */
function withFieldAt(value: JsonObject, [name, ...rest]: readonly string[]): JsonObject {
  if (name === undefined) return value;
  const before = value[name];
  if (rest.length === 0) return { ...value, [name]: before ?? '' };
  return isObject(before) ? { ...value, [name]: withFieldAt(before, rest) } : value;
}

function withoutFieldAt(value: Json, [name, ...rest]: readonly string[]): Json {
  if (name === undefined || !isObject(value) || value[name] === undefined) return value;
  if (rest.length > 0) return { ...value, [name]: withoutFieldAt(value[name], rest) };
  const { [name]: _left, ...others } = value;
  return others;
}

function withChoice(
  schema: Json | undefined,
  value: Json | undefined,
  [name, ...rest]: readonly string[],
  choices: string[],
): Json | undefined {
  if (name === undefined) return { type: 'string', enum: choices };
  const shape = shapeOf(schema, value);
  if (shape.type !== 'object') return schema;
  const properties = isObject(shape.properties) ? shape.properties : {};
  const part = withChoice(properties[name], isObject(value) ? value[name] : undefined, rest, choices);
  return part === undefined ? schema : { ...shape, properties: { ...properties, [name]: part } };
}
