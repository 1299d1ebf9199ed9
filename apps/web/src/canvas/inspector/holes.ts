import { compileTemplate, hasHoles } from '@dayshift/expressions';
import type { Json } from '@dayshift/model';

/** The expression of a value that is one hole, `{{ steps.load.total }}` → `steps.load.total`; undefined for anything else. */
export function expressionOf(value: Json | undefined): string | undefined {
  if (typeof value !== 'string') return undefined;
  const inner = /^\s*\{\{([\s\S]*)\}\}\s*$/.exec(value)?.[1];
  if (inner === undefined || inner.includes('}}')) return undefined;
  return inner.trim();
}

export function asHole(expression: string): string {
  return `{{ ${expression.trim()} }}`;
}

export function holdsHoles(value: Json | undefined): boolean {
  return typeof value === 'string' && hasHoles(value) && compileTemplate(value).ok;
}
