import { nameOfType, type Type } from '@dayshift/expressions';
import type { FieldMeta } from '@dayshift/nodes';

/** Values of an object that cannot be written where each has to be plain, such as in the query of a URL. */
export function checkParts(
  path: string,
  meta: Partial<FieldMeta>,
  type: Type,
): { field: string; message: string }[] {
  if (meta.wantsEach !== 'plain' || type.kind !== 'object') return [];
  return Array.from(type.fields).flatMap(([name, field]) =>
    isPlain(field.type) || isListOfPlain(field.type)
      ? []
      : [
          {
            field: `${path}.${name}`,
            message: `${name} has to be a text, a number, yes or no, or a list of them, but is ${nameOfType(field.type)}.`,
          },
        ],
  );
}

function isListOfPlain(type: Type): boolean {
  if (type.kind === 'maybe') return isListOfPlain(type.of);
  if (type.kind === 'union') return type.of.some(isListOfPlain);
  return type.kind === 'list' && isPlain(type.item);
}

/** Could be plain, as far as it is known. */
function isPlain(type: Type): boolean {
  if (type.kind === 'maybe') return isPlain(type.of);
  if (type.kind === 'union') return type.of.some(isPlain);
  return type.kind !== 'list' && type.kind !== 'object';
}
