import type { ControlRequest, StepView } from '@dayshift/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { isApiError } from '../../api/api-error.ts';
import { newIdempotencyKey } from '../../api/client.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { controlRun } from '../../api/runs.ts';

export type ControlVerb = ControlRequest['verb'];
type WithoutId<Request> = Request extends unknown ? Omit<Request, 'commandId'> : never;
export type Control = WithoutId<ControlRequest>;

export type RunControl = ReturnType<typeof useRunControl>;

/** How long a press is shown as under way when the run does not show that it was heard. */
const patienceMs = 5_000;

/**
 * Tells the run what a person wants. One press is one command: pressed again because the network was gone, it is sent with
 * the same id, and the run takes it once.
 */
export function useRunControl(runId: string, steps: readonly StepView[]) {
  const client = useQueryClient();
  const ids = useRef(new Map<string, string>());
  const [pending, setPending] = useState<{ verb: ControlVerb; before: string }>();
  const [error, setError] = useState<unknown>();
  const now = signatureOf(steps);

  // It was heard as soon as the steps look different.
  const isHeard = pending !== undefined && pending.before !== now;
  useEffect(() => {
    if (pending === undefined) return undefined;
    const timer = setTimeout(() => setPending(undefined), isHeard ? 0 : patienceMs);
    return () => clearTimeout(timer);
  }, [pending, isHeard]);

  const send = async (control: Control): Promise<boolean> => {
    const intention = JSON.stringify(control);
    const commandId = ids.current.get(intention) ?? newIdempotencyKey();
    ids.current.set(intention, commandId);
    setError(undefined);
    setPending({ verb: control.verb, before: now });
    try {
      await controlRun(runId, { ...control, commandId });
      ids.current.delete(intention);
      return true;
    } catch (caught) {
      // Only a press that nobody answered is the same press when it is repeated.
      if (!isApiError(caught) || !caught.isUnreachable) ids.current.delete(intention);
      setPending(undefined);
      setError(caught);
      return false;
    } finally {
      void client.invalidateQueries({ queryKey: queryKeys.run(runId) });
    }
  };
  return {
    send,
    pending: isHeard ? undefined : pending?.verb,
    error,
    forgetError: () => setError(undefined),
  };
}

function signatureOf(steps: readonly StepView[]): string {
  return steps.map(({ key, status, attempts }) => `${key} ${status} ${attempts.length}`).join('\n');
}
