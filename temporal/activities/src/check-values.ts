import type { Json } from '@dayshift/model';
import type { Operation } from '@dayshift/operations';
import { OperationFailure, refused } from './operation-failure.ts';

/** The most a step may hand on. Larger values will travel as references. */
export const maxOutputBytes = 128 * 1024;

/** The input as its contract reads it, or a refusal that names the field. */
export function parseInput(contract: Operation, input: Json): unknown {
  const parsed = contract.input.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path.join('.') || 'input';
  throw refused(
    'INPUT_INVALID',
    `${contract.title}: "${path}" is not valid. ${issue?.message ?? ''}`.trim(),
    {
      path,
      issues: parsed.error.issues
        .slice(0, 10)
        .map(({ path: at, message }) => ({ path: at.join('.'), message })),
    },
  );
}

/** What crosses a step border is JSON of bounded size; the effect took place by now, so it stays in the ledger as begun. */
export function checkOutput(contract: Operation, output: unknown): Json {
  const parsed = contract.output.safeParse(output);
  if (!parsed.success) {
    const text = `${contract.title} answered in an unexpected shape: ${parsed.error.issues[0]?.message ?? 'not JSON'}.`;
    throw new OperationFailure('OUTPUT_INVALID', text, { isRetryable: false, effect: 'unknown' });
  }
  const text = JSON.stringify(parsed.data);
  const bytes = Buffer.byteLength(text);
  if (bytes <= maxOutputBytes) return JSON.parse(text);
  const message = `${contract.title} answered with ${Math.ceil(bytes / 1024)} KB; a step may hand on at most ${maxOutputBytes / 1024} KB.`;
  throw new OperationFailure('OUTPUT_TOO_LARGE', message, { isRetryable: false, effect: 'unknown' });
}
