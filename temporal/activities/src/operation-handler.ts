import type { CallInput, ModelUsage } from '@dayshift/model';
import type { OperationName, operations } from '@dayshift/operations';
import type { z } from 'zod';

/** What a handler knows besides its input. */
export type Performance = {
  call: CallInput;
  /** Same over retries, crashes, resets and replays; a receiver that honours it acts once. */
  idempotencyKey: string;
  /** Aborted when the run, or the host, no longer wants the answer. */
  signal: AbortSignal;
  /** How long this attempt may take, less a moment to say so by name. */
  timeoutMs: number;
  /**
   * Throws when a later attempt has taken over, as after a host stood still: what is sent from here on would be sent twice.
   * To be asked right before something that no receiver tells apart goes out.
   */
  confirm: () => Promise<void>;
};

type Contract<N extends OperationName> = (typeof operations)[N];

/** Performs one operation on parsed input. Every expected failure is an `OperationFailure`. */
export type OperationHandler<N extends OperationName> = (
  input: z.output<Contract<N>['input']>,
  performance: Performance,
) => Promise<{ output: z.input<Contract<N>['output']>; costUsd?: number; usage?: ModelUsage }>;
