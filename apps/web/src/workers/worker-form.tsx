import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { isApiError } from '../api/api-error.ts';
import { ErrorBox } from '../ui/error-box.tsx';
import { isComplete, type WorkerDraft, type WorkerField, WorkerFields } from './worker-fields.tsx';
import classes from './worker-form.module.css';

export type TypedWorker = WorkerDraft & { budgetUsdPerDay: number };

/** The form of a worker: its fields, what the server says about one of them, and one button. */
export function WorkerForm({
  starting,
  action,
  hint,
  error,
  isPending,
  onSubmit,
  onClose,
}: {
  starting: WorkerDraft;
  action: (draft: WorkerDraft) => string;
  hint?: string;
  error: Error | null;
  isPending: boolean;
  onSubmit: (typed: TypedWorker) => void;
  onClose: () => void;
}) {
  const [draft, setDraft] = useState(starting);
  const wrongField = isApiError(error) ? error.path?.replace(/^body\./, '') : undefined;
  const isOfField = wrongField !== undefined && Object.hasOwn(draft, wrongField);
  const errorOf = (field: WorkerField) => (wrongField === field ? error?.message : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isComplete(draft) && !isPending) onSubmit(trimmed(draft));
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      <WorkerFields
        draft={draft}
        errorOf={errorOf}
        onChange={(change) => setDraft((before) => ({ ...before, ...change }))}
      />
      {hint !== undefined && <p className={classes.hint}>{hint}</p>}
      {error && !isOfField && <ErrorBox error={error} />}
      <div className={classes.actions}>
        <Button onClick={onClose}>Not now</Button>
        <Button type="submit" variant="filled" disabled={!isComplete(draft)} loading={isPending}>
          {action(draft)}
        </Button>
      </div>
    </form>
  );
}

function trimmed({ budgetUsdPerDay, ...draft }: WorkerDraft): TypedWorker {
  const { name, role, manager, hours, timeZone } = draft;
  return {
    name: name.trim(),
    role: role.trim(),
    manager: manager.trim(),
    hours: hours.trim(),
    timeZone,
    budgetUsdPerDay: Number(budgetUsdPerDay),
  };
}
