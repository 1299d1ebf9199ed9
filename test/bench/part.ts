import type { Bench } from './bench.ts';
import type { Figure } from './figure.ts';

/** One thing the bench measures. `npm run bench -- NAME` runs only that one. */
export interface Part {
  name: string;
  /** In a few words, for the line that says what is being measured. */
  what: string;
  measure(bench: Bench): Promise<Figure[]>;
}
