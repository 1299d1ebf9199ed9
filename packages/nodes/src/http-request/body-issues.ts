import { compileTemplate, hasHoles } from '@dayshift/expressions';
import { isObject } from '@dayshift/json-schema';
import type { Json, JsonObject } from '@dayshift/model';
import { contentTypeOf, formType, isJsonType } from '@dayshift/operations';
import type { ConfigIssue } from '../node-type.ts';

/** Bodies that would not arrive as they are drawn: values pasted into JSON text, and forms that are no fields. */
export function bodyIssues(headers: JsonObject, body: Json | undefined): ConfigIssue[] {
  if (body === undefined || body === null) return [];
  const contentType = contentTypeOf(textsIn(headers));
  if (typeof body === 'string') {
    return isPastedInto(body) && (isJsonType(contentType) || /^\s*(\[|\{(?!\{))/.test(body))
      ? [
          {
            field: 'body',
            message:
              'Values pasted into JSON text break it, or change its meaning, as soon as one holds a quote.',
            hint: 'Build the body from fields: {"name": "{{ trigger.name }}"} as JSON, not as a text.',
          },
        ]
      : [];
  }
  if (contentType !== formType) return [];
  if (!isObject(body)) return [{ field: 'body', message: 'A form is made of named fields.' }];
  return Object.entries(body).flatMap(([name, value]) =>
    [value].flat().every((each) => each === null || typeof each !== 'object')
      ? []
      : [{ field: `body.${name}`, message: 'A form takes a text, a number, yes or no, or a list of them.' }],
  );
}

/** Text with holes in it; one hole alone brings its whole value and pastes nothing. */
function isPastedInto(text: string): boolean {
  if (!hasHoles(text)) return false;
  const compiled = compileTemplate(text.trim());
  return (
    compiled.ok &&
    !compiled.template.isOneHole &&
    compiled.template.parts.some((part) => typeof part !== 'string')
  );
}

function textsIn(headers: JsonObject): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}
