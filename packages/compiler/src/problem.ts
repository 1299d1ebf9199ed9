import type { Problem } from '@dayshift/model';
import type { ProblemCode } from './problem-codes.ts';

export function problem(
  code: ProblemCode,
  message: string,
  more: Partial<Omit<Problem, 'code' | 'message'>> = {},
): Problem {
  return { code, severity: 'error', message, ...more };
}
