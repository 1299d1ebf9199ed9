import type { WorkerView } from '@dayshift/contracts';
import { Button, NumberInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useChangeWorker } from '../api/workers.ts';
import { Card } from '../ui/card.tsx';
import { formatUsd } from '../ui/money.tsx';
import classes from './worker-page.module.css';

/** What it may spend a day, what it spent today, and a way to change that. */
export function BudgetCard({ worker }: { worker: WorkerView }) {
  const change = useChangeWorker(worker.id);
  const [typed, setTyped] = useState<number | string>();
  const { costUsd } = worker.today;
  const budget = worker.budgetUsdPerDay;
  const share = budget > 0 ? Math.min(1, costUsd / budget) : 0;
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (typeof typed !== 'number') return;
    change.mutate({ budgetUsdPerDay: typed }, { onSuccess: () => setTyped(undefined) });
  };
  return (
    <Card title="Budget today">
      {/* The same in words stands below. */}
      <div className={classes.bar} data-tone={share >= 1 ? 'needs' : undefined} aria-hidden>
        <span style={{ width: `${share * 100}%` }} />
      </div>
      {typed === undefined ? (
        <div className={classes.budgetLine}>
          <span className={classes.quiet}>
            {formatUsd(costUsd)} of {formatUsd(budget)}
          </span>
          <button type="button" className={classes.change} onClick={() => setTyped(budget)}>
            Change
          </button>
        </div>
      ) : (
        <form className={classes.budgetForm} onSubmit={save}>
          <NumberInput
            aria-label="Budget per day in dollars"
            prefix="$"
            min={0}
            max={100_000}
            decimalScale={2}
            value={typed}
            onChange={setTyped}
            error={change.error?.message}
            autoFocus
          />
          <Button
            type="submit"
            variant="filled"
            loading={change.isPending}
            disabled={typeof typed !== 'number'}
          >
            Save
          </Button>
          <Button onClick={() => setTyped(undefined)}>Leave it</Button>
        </form>
      )}
    </Card>
  );
}
