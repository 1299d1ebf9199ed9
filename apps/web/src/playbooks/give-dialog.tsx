import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { WorkerSelect } from '../ui/worker-select.tsx';
import classes from './playbook-dialogs.module.css';

/** Who does a playbook from now on. */
export function GiveDialog({
  playbook,
  isBusy,
  onGive,
  onClose,
}: {
  playbook: { name: string; workerId?: string | undefined };
  isBusy: boolean;
  onGive: (workerId: string | null) => Promise<void>;
  onClose: () => void;
}) {
  const [workerId, setWorkerId] = useState<string | null>(playbook.workerId ?? null);
  return (
    <Modal opened onClose={onClose} title={`Give “${playbook.name}” to a worker`} size="sm">
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) void onGive(workerId);
        }}
      >
        <WorkerSelect label="Who does it" nobodyWord="Nobody" value={workerId} onChange={setWorkerId} />
        <p className={classes.lead}>
          New runs are this worker’s. Runs that are open stay with who began them.
        </p>
        <div className={classes.actions}>
          <Button onClick={onClose}>Keep it as it is</Button>
          <Button
            type="submit"
            variant="filled"
            loading={isBusy}
            disabled={workerId === (playbook.workerId ?? null)}
          >
            {workerId === null ? 'Take it away' : 'Give it'}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
