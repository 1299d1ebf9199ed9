/** What is wrong with the text of an expression: offsets count UTF-16 units into the source, end exclusive. */
export interface ExpressionProblem {
  /** PB3001 syntax · PB3002 unknown name · PB3003 type · PB3005 forbidden · PB3006 pattern · PB3007 too deep. */
  code: string;
  severity: 'error' | 'warning';
  message: string;
  hint?: string;
  start: number;
  end: number;
}

export function problemAt(
  code: string,
  message: string,
  range: { start: number; end: number },
  hint?: string,
): ExpressionProblem {
  return {
    code,
    severity: 'error',
    message,
    start: range.start,
    end: range.end,
    ...(hint === undefined ? {} : { hint }),
  };
}

/** Carries a problem out of a recursive walk; never leaves this package. */
export class ProblemFound extends Error {
  readonly problem: ExpressionProblem;
  constructor(problem: ExpressionProblem) {
    super(problem.message);
    this.problem = problem;
  }
}
