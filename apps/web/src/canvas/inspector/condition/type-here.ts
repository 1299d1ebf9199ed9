import {
  checkSource,
  evaluate,
  type Scope,
  type Type,
  type TypeScope,
  typeFromSchema,
} from '@dayshift/expressions';
import { comparableOf } from './operators-for.ts';

const anything: Type = { kind: 'any' };

/** What a value is: by what is known of it, else by what it was in the last run. */
export function typeHere(source: string, scope: TypeScope | undefined, samples: Scope): Type {
  if (source.trim() === '') return anything;
  const type = scope ? checkSource(source, scope).type : anything;
  if (comparableOf(type) !== 'any') return type;
  const last = evaluate(source, samples);
  if (!last.ok || last.value === null) return type;
  if (Array.isArray(last.value)) return typeFromSchema({ type: 'array', items: {} });
  const kind = typeof last.value;
  return kind === 'string' || kind === 'number' || kind === 'boolean' ? typeFromSchema({ type: kind }) : type;
}
