import { compileTemplate, evaluate, hasHoles, renderTemplate } from '@dayshift/expressions';
import type { Json } from '@dayshift/model';
import { useMemo } from 'react';
import { useFieldHost } from './field-context.ts';
import type { SampleScope } from './sample-scope.ts';
import { typeInWords, valueInWords } from './value-words.ts';

const origins = {
  run: 'in the last run',
  'fixed-run': 'in the run you fix',
  example: 'by the example',
} as const satisfies Record<SampleScope['origin'], string>;

/** What an expression came to in the last run, when that can be said. */
export function useLastValue(source: string, mode: 'expression' | 'template'): string | undefined {
  const { samples } = useFieldHost();
  return useMemo(() => {
    const value = lastValue(source, mode, samples.scope);
    if (value === undefined) return undefined;
    const type = typeInWords(value);
    const where = origins[samples.origin];
    return `${valueInWords(value)} ${where}${type ? `, ${type}` : ''}`;
  }, [source, mode, samples]);
}

function lastValue(
  source: string,
  mode: 'expression' | 'template',
  samples: Parameters<typeof evaluate>[1],
): Json | undefined {
  if (source.trim() === '' || Object.keys(samples.steps ?? {}).length + Number('trigger' in samples) === 0)
    return undefined;
  if (mode === 'expression') {
    const result = evaluate(source, samples);
    return result.ok ? result.value : undefined;
  }
  if (!hasHoles(source)) return undefined;
  const compiled = compileTemplate(source);
  if (!compiled.ok) return undefined;
  const result = renderTemplate(compiled.template, samples);
  return result.ok ? result.value : undefined;
}
