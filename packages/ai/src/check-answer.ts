import type { Json, JsonSchema } from '@dayshift/model';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { ModelError } from './model-error.ts';

/** Says what is wrong with a value, in words a model can act on; undefined when it fits. */
export type CheckAnswer = (value: Json) => string | undefined;

const maxSchemaBytes = 64 * 1024;

/** Compiles a schema once per call. A schema nobody can fulfil is the author's to fix, so it fails finally. */
export function createAnswerCheck(schema: JsonSchema): CheckAnswer {
  if (JSON.stringify(schema).length > maxSchemaBytes) throw invalid('it is larger than 64 KB');
  const ajv = new Ajv2020({ allErrors: true, strict: false, formats: { date: isDate }, logger: false });
  try {
    const validate = ajv.compile(schema);
    return (value) =>
      validate(value) ? undefined : shorten(ajv.errorsText(validate.errors, { dataVar: 'answer' }));
  } catch (error) {
    throw invalid(error instanceof Error ? error.message : String(error), error);
  }
}

function invalid(why: string, cause?: unknown): ModelError {
  return new ModelError('MODEL_SCHEMA_INVALID', `The JSON Schema of this step cannot be used: ${why}.`, {
    cause,
  });
}

function shorten(text: string): string {
  return text.length > 1_500 ? `${text.slice(0, 1_500)}…` : text;
}

/** A day as it is written in JSON; other formats are not looked at. */
function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
}
