import type { WorkerView } from '@dayshift/contracts';
import { Button, NumberInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useChangeWorker } from '../api/workers.ts';
import { RaiseAndGoOn } from '../budget/raise-and-go-on.tsx';
import { Card } from '../ui/card.tsx';
import { formatUsd } from '../ui/money.tsx';
import { budgetNotes, spentOfBudget } from './budget-words.ts';
import classes from './worker-page.module.css';

/** What it may spend a day, what it spent today, what that keeps waiting, and a way to change it. */
export function BudgetCard({ worker }: { worker: WorkerView }) {
  const [isChanging, setChanging] = useState(false);
  const { budget } = worker;
  const counted = budget.spentUsd + budget.uncertainUsd;
  const isUsedUp = budget.parkedRuns > 0;
  const share = budget.usdPerDay > 0 ? Math.min(1, counted / budget.usdPerDay) : Number(isUsedUp);
  return (
    <Card title="Budget today">
      {/* The same in words stands below. */}
      <div className={classes.bar} data-tone={share >= 1 || isUsedUp ? 'needs' : undefined} aria-hidden>
        <span style={{ width: `${share * 100}%` }} />
      </div>
      {isChanging ? (
        <ChangeBudget worker={worker} onClose={() => setChanging(false)} />
      ) : (
        <div className={classes.budgetLine}>
          <span className={classes.quiet}>{spentOfBudget(budget)}</span>
          <button type="button" className={classes.change} onClick={() => setChanging(true)}>
            Change
          </button>
        </div>
      )}
      {budgetNotes(budget).map((note) => (
        <p key={note} className={classes.budgetNote}>
          {note}
        </p>
      ))}
      {budget.unpricedCalls > 0 && (
        <Link to="/settings" hash="model-prices" className={classes.change}>
          What models cost
        </Link>
      )}
      {isUsedUp && (
        <div className={classes.budgetActs}>
          <RaiseAndGoOn workerId={worker.id} isMain />
        </div>
      )}
    </Card>
  );
}

function ChangeBudget({ worker, onClose }: { worker: WorkerView; onClose: () => void }) {
  const change = useChangeWorker(worker.id);
  const [typed, setTyped] = useState<number | string>(worker.budget.usdPerDay);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (typeof typed === 'number') change.mutate({ budgetUsdPerDay: typed }, { onSuccess: onClose });
  };
  return (
    <form className={classes.budgetForm} onSubmit={save}>
      <NumberInput
        aria-label="Budget per day in dollars"
        description={
          typed === 0 ? 'No model is asked that costs anything.' : `Now ${formatUsd(worker.budget.usdPerDay)}`
        }
        prefix="$"
        min={0}
        max={100_000}
        decimalScale={2}
        value={typed}
        onChange={setTyped}
        error={change.error?.message}
        autoFocus
      />
      <Button type="submit" variant="filled" loading={change.isPending} disabled={typeof typed !== 'number'}>
        Save
      </Button>
      <Button onClick={onClose}>Leave it</Button>
    </form>
  );
}
