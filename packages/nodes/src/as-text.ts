import { compileTemplate } from '@dayshift/expressions';
import { closedSource } from './closed-source.ts';

/** A field that has to be text: one hole keeps its type elsewhere, here it becomes text. */
export function asText(template: string): string {
  const compiled = compileTemplate(template);
  if (!compiled.ok || !compiled.template.isOneHole) return template;
  const [hole] = compiled.template.parts;
  return typeof hole === 'object' ? `{{ string(${closedSource(hole.expression.source)}) }}` : template;
}
