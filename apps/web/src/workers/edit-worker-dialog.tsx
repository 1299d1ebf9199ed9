import type { WorkerView } from '@dayshift/contracts';
import { Modal } from '@mantine/core';
import { useChangeWorker } from '../api/workers.ts';
import { WorkerForm } from './worker-form.tsx';

/** Who a worker is, whom it reports to, when it works and what it may spend. Runs that are open keep what they began with. */
export function EditWorkerDialog({ worker, onClose }: { worker: WorkerView; onClose: () => void }) {
  const change = useChangeWorker(worker.id);
  const { name, role, manager, hours, timeZone, budgetUsdPerDay } = worker;
  return (
    <Modal opened onClose={onClose} title={`Edit ${name}`} size="sm">
      <WorkerForm
        starting={{ name, role, manager, hours, timeZone, budgetUsdPerDay }}
        action={() => 'Save'}
        hint="New runs read this; runs that are open keep what they began with."
        error={change.error}
        isPending={change.isPending}
        onSubmit={(typed) => change.mutate(typed, { onSuccess: onClose })}
        onClose={onClose}
      />
    </Modal>
  );
}
