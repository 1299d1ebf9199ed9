import { compileTemplate, hasHoles } from '@dayshift/expressions';
import type { Json, JsonObject } from '@dayshift/model';
import { bodyFaults, contentTypeOf, isJsonType } from '@dayshift/operations';
import type { ConfigIssue } from '../node-type.ts';

/** Bodies that would not arrive as they are drawn: values pasted into JSON text, and forms that are no fields. */
export function bodyIssues(headers: JsonObject, body: Json | undefined): ConfigIssue[] {
  if (body === undefined || body === null) return [];
  const texts = textsIn(headers);
  if (typeof body !== 'string')
    return bodyFaults(texts, body).map(({ path, message }) => ({ field: path, message }));
  if (!isPastedInto(body) || !(isJsonType(contentTypeOf(texts)) || /^\s*(\[|\{(?!\{))/.test(body))) return [];
  return [
    {
      field: 'body',
      message: 'Values pasted into JSON text break it, or change its meaning, as soon as one holds a quote.',
      hint: 'Build the body from fields: {"name": "{{ trigger.name }}"} as JSON, not as a text.',
    },
  ];
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
