import { any, type Field, type Type, union } from './types.ts';

/** Whether a value of this type could be one of the kinds. */
export function allows(type: Type, kinds: readonly Type['kind'][]): boolean {
  if (type.kind === 'any') return true;
  if (type.kind === 'union') return type.of.some((part) => allows(part, kinds));
  return kinds.includes(type.kind);
}

export function mayBothBe(a: Type, b: Type, kinds: readonly Type['kind'][]): boolean {
  return kinds.some((kind) => allows(a, [kind]) && allows(b, [kind]));
}

export function isKind(type: Type, kind: Type['kind']): boolean {
  return type.kind === kind;
}

export function unwrap(type: Type): Type {
  return type.kind === 'maybe' ? unwrap(type.of) : type;
}

export function withoutNull(type: Type): Type {
  if (type.kind === 'null') return any;
  if (type.kind !== 'union') return type;
  return union(type.of.filter((part) => part.kind !== 'null'));
}

export function wrapIf(type: Type, isOptional: boolean): Type {
  return isOptional && type.kind !== 'maybe' ? { kind: 'maybe', of: type } : type;
}

export function fieldOf(type: Type, name: string): Type[] {
  if (type.kind === 'any') return [any];
  if (type.kind !== 'object') return [];
  const field = type.fields.get(name);
  if (field) return [field.type];
  return type.others ? [type.others] : [];
}

export function fieldsHint(fields: ReadonlyMap<string, Field>): string | undefined {
  return fields.size > 0 ? `It has ${[...fields.keys()].slice(0, 8).join(', ')}.` : undefined;
}

/** A day without a time, or maybe one: another instant in each time zone. */
export function isDay(type: Type): boolean {
  switch (type.kind) {
    case 'text':
      return type.format === 'date';
    case 'maybe':
      return isDay(type.of);
    case 'union': {
      const parts = type.of.filter(({ kind }) => kind !== 'null');
      return parts.length > 0 && parts.every(isDay);
    }
    default:
      return false;
  }
}
