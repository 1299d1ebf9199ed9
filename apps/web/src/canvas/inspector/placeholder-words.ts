import { nameOf } from '@dayshift/nodes';
import { holesOf } from './hole-at.ts';

/** An example of a text as it will look: `Re: {{ trigger.subject }}` → `Re: ‹subject›`. */
export function placeholderInWords(placeholder: string | undefined): string | undefined {
  if (placeholder === undefined) return undefined;
  let words = '';
  let at = 0;
  for (const { source, start, end } of holesOf(placeholder)) {
    words += `${placeholder.slice(at, start - 2)}‹${nameOf(source)}›`;
    at = end + 2;
  }
  return words + placeholder.slice(at);
}
