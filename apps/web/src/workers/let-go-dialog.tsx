import type { OpenRunsChoice, WorkerView } from '@dayshift/contracts';
import { Button, Modal, Radio } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useLetWorkerGo } from '../api/workers.ts';
import { ErrorBox } from '../ui/error-box.tsx';
import { WorkerSelect } from '../ui/worker-select.tsx';
import classes from './worker-form.module.css';

/** Before a worker is let go: who takes its playbooks over, and what becomes of what is under way. */
export function LetGoDialog({ worker, onClose }: { worker: WorkerView; onClose: () => void }) {
  const letGo = useLetWorkerGo(worker.id);
  const [heirId, setHeirId] = useState<string | null>(null);
  const [openRuns, setOpenRuns] = useState<OpenRunsChoice>('go-on');
  const { name, openRuns: count } = worker;
  const submit = () =>
    letGo.mutate(
      { openRuns, ...(heirId !== null && { handOverTo: heirId }) },
      {
        onSuccess: ({ cancelledRuns }) => {
          onClose();
          notifications.show({
            message: `${name} was let go.${cancelledRuns > 0 ? ` ${cancelledRuns === 1 ? '1 run is' : `${cancelledRuns} runs are`} being cancelled.` : ''}`,
          });
        },
      },
    );
  return (
    <Modal opened onClose={onClose} title={`Let ${name} go`} size="md">
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!letGo.isPending) submit();
        }}
      >
        <p className={classes.hint}>
          {name} takes no new work and leaves the lists. What it did, decided and wrote stays readable, and it
          can be taken back.
        </p>
        {worker.playbooks.length > 0 && (
          <WorkerSelect
            label={
              worker.playbooks.length === 1
                ? 'Its playbook goes to'
                : `Its ${worker.playbooks.length} playbooks go to`
            }
            nobodyWord={worker.playbooks.length === 1 ? 'Nobody: it is paused' : 'Nobody: they are paused'}
            without={worker.id}
            value={heirId}
            onChange={setHeirId}
          />
        )}
        {count > 0 && (
          <Radio.Group
            label={count === 1 ? '1 run is open' : `${count} runs are open`}
            value={openRuns}
            onChange={(value) => setOpenRuns(value === 'cancel' ? 'cancel' : 'go-on')}
          >
            <div className={classes.choices}>
              <Radio
                value="go-on"
                label={count === 1 ? 'Let it go on to its end' : 'Let them go on to their end'}
              />
              <Radio
                value="cancel"
                label={count === 1 ? 'Cancel it' : 'Cancel them'}
                description="What was sent stays sent; questions are withdrawn."
              />
            </div>
          </Radio.Group>
        )}
        {letGo.error && <ErrorBox error={letGo.error} title="Nobody was let go." />}
        <div className={classes.actions}>
          <Button onClick={onClose}>Keep {name}</Button>
          <Button type="submit" variant="light" color="needs" loading={letGo.isPending}>
            Let {name} go
          </Button>
        </div>
      </form>
    </Modal>
  );
}
