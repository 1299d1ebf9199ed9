import { Button, Modal, NumberInput } from '@mantine/core';
import { CircleDollarSign } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useChangeWorker, useWorker } from '../api/workers.ts';
import { ErrorBox } from '../ui/error-box.tsx';
import { formatUsd } from '../ui/money.tsx';
import { SkeletonRows } from '../ui/skeletons.tsx';
import classes from './raise-and-go-on.module.css';

/** Raises a worker's budget of the day; what stopped at it goes on. The button, and the question behind it. */
export function RaiseAndGoOn({
  workerId,
  about,
  isMain = false,
  className,
}: {
  workerId: string;
  /** Said to who hears the page instead of seeing where the button stands. */
  about?: string;
  isMain?: boolean;
  className?: string | undefined;
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        className={className ?? ''}
        variant={isMain ? 'filled' : 'default'}
        leftSection={isMain && <CircleDollarSign size={15} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        Raise and go on
        {about !== undefined && <span className="only-heard"> {about}</span>}
      </Button>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title="Raise the budget of a day" size="sm">
        {isOpen && <RaiseForm workerId={workerId} onClose={() => setOpen(false)} />}
      </Modal>
    </>
  );
}

function RaiseForm({ workerId, onClose }: { workerId: string; onClose: () => void }) {
  const worker = useWorker(workerId);
  const change = useChangeWorker(workerId);
  const [typed, setTyped] = useState<number | string>();
  const { data } = worker;
  if (worker.error) return <ErrorBox error={worker.error} onRetry={() => void worker.refetch()} />;
  if (!data) return <SkeletonRows rows={2} what="the worker" />;
  const { usdPerDay, spentUsd, uncertainUsd, parkedRuns } = data.budget;
  const wanted = typed ?? suggested(usdPerDay);
  const isMore = typeof wanted === 'number' && wanted > usdPerDay;
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (isMore) change.mutate({ budgetUsdPerDay: wanted }, { onSuccess: onClose });
  };
  return (
    <form className={classes.form} onSubmit={save}>
      <p>
        {data.name} has spent {formatUsd(spentUsd + uncertainUsd)} of {formatUsd(usdPerDay)} today.{' '}
        {waitingWords(parkedRuns)} After midnight in {data.timeZone} they go on by themselves.
      </p>
      <NumberInput
        label="Budget per day"
        description="It holds for every day from now on."
        prefix="$"
        min={0}
        max={100_000}
        decimalScale={2}
        value={wanted}
        onChange={setTyped}
        error={isMore ? change.error?.message : `More than ${formatUsd(usdPerDay)} lets them go on.`}
        autoFocus
      />
      <div className={classes.actions}>
        <Button onClick={onClose}>Leave it</Button>
        <Button type="submit" variant="filled" loading={change.isPending} disabled={!isMore}>
          Raise and go on
        </Button>
      </div>
    </form>
  );
}

/** Twice as much, and never less than a dollar more. */
function suggested(usdPerDay: number): number {
  return Math.round(Math.max(usdPerDay * 2, usdPerDay + 1) * 100) / 100;
}

function waitingWords(count: number): string {
  if (count === 0) return 'No run waits for it any more.';
  return count === 1 ? '1 run waits for more.' : `${count} runs wait for more.`;
}
