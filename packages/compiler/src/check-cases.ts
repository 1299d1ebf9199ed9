import { checkSource, nameOfType, suggest, type Type, type TypeScope } from '@dayshift/expressions';
import { isObject } from '@dayshift/json-schema';
import type { GraphNode, Json } from '@dayshift/model';

/** Cases of a Switch that what it goes by can never be: a misspelt word, or a word beside a number. */
export function checkCases(
  { type, config }: GraphNode,
  scope: TypeScope,
): { field: string; message: string; hint?: string }[] {
  if (type !== 'switch' || typeof config.on !== 'string' || config.on.trim() === '') return [];
  const cases = Array.isArray(config.cases) ? config.cases : [];
  const found = checkSource(config.on, scope);
  if (found.problems.some(({ severity }) => severity === 'error')) return [];
  return cases.flatMap((each, index) => {
    const is = isObject(each) ? each.is : undefined;
    if (is === undefined || is === '' || canBe(found.type, is)) return [];
    const values = found.type.kind === 'text' ? (found.type.values ?? []) : [];
    const hint =
      suggest(String(is), values) ??
      (values.length > 0 ? `It is one of ${values.slice(0, 8).join(', ')}.` : undefined);
    const message =
      values.length > 0
        ? `This can never be “${String(is)}”.`
        : `${capital(nameOfType(found.type))} is never the same as “${String(is)}”.`;
    return [{ field: `cases.${index}.is`, message, ...(hint === undefined ? {} : { hint }) }];
  });
}

/** As the Switch compares: a text that writes a number or a yes or no is the same as it. */
function canBe(type: Type, is: Json): boolean {
  switch (type.kind) {
    case 'any':
    case 'instant':
      return true;
    case 'maybe':
      return canBe(type.of, is);
    case 'union':
      return type.of.some((part) => canBe(part, is));
    case 'text':
      return type.values === undefined || type.values.includes(String(is));
    case 'number':
    case 'duration':
      return (
        typeof is === 'number' || (typeof is === 'string' && is.trim() !== '' && Number.isFinite(Number(is)))
      );
    case 'boolean':
      return String(is).trim() === 'true' || String(is).trim() === 'false';
    default:
      return false;
  }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
