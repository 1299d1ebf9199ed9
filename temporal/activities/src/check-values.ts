import type { Json } from '@dayshift/model';
import { type Operation, readInput, sayFault } from '@dayshift/operations';
import { OperationFailure, refused } from './operation-failure.ts';

/** The most a step may hand on. Larger values will travel as references. */
export const maxOutputBytes = 128 * 1024;

/** The input as its contract reads it, or a refusal that names the field. */
export function parseInput(contract: Operation, input: Json): unknown {
  const read = readInput(contract, input);
  if (read.ok) return read.input;
  const [first] = read.faults;
  const issues = read.faults.slice(0, 10).map(({ path, message }) => ({ path, message }));
  throw refused('INPUT_INVALID', sayFault(contract, first), { path: first.path, issues });
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
  const message = `${contract.title} answered with ${Math.ceil(bytes / 1024)} KB; a step may hand on at most ${maxOutputBytes / 1024} KB. Ask for less, or keep only a part of the answer.`;
  throw new OperationFailure('OUTPUT_TOO_LARGE', message, { isRetryable: false, effect: 'unknown' });
}
