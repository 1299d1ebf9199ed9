import type { WorkerView } from '@dayshift/contracts';
import { Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Ellipsis, Pause, Pencil, Play, UserRoundMinus, UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { useChangeWorker, useTakeWorkerBack } from '../api/workers.ts';
import { EditWorkerDialog } from './edit-worker-dialog.tsx';
import { LetGoDialog } from './let-go-dialog.tsx';

/** What can be done with a worker: send it home, edit it, let it go. */
export function WorkerActions({ worker }: { worker: WorkerView }) {
  const [asking, setAsking] = useState<'edit' | 'let-go'>();
  if (worker.state === 'left') return <TakeBackButton worker={worker} />;
  const close = () => setAsking(undefined);
  return (
    <>
      <PauseButton worker={worker} />
      <Menu position="bottom-end" withinPortal shadow="md" width={190}>
        <Menu.Target>
          <Button aria-label={`More to do with ${worker.name}`} px={10}>
            <Ellipsis size={16} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Pencil size={15} aria-hidden />} onClick={() => setAsking('edit')}>
            Edit…
          </Menu.Item>
          <Menu.Item
            color="var(--needs-ink)"
            leftSection={<UserRoundMinus size={15} aria-hidden />}
            onClick={() => setAsking('let-go')}
          >
            Let {worker.name} go…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asking === 'edit' && <EditWorkerDialog worker={worker} onClose={close} />}
      {asking === 'let-go' && <LetGoDialog worker={worker} onClose={close} />}
    </>
  );
}

const failed = (error: Error) =>
  notifications.show({ color: 'red', title: 'Nothing was changed.', message: error.message });

function PauseButton({ worker }: { worker: WorkerView }) {
  const change = useChangeWorker(worker.id);
  const isPaused = worker.state === 'paused';
  return (
    <Button
      variant={isPaused ? 'filled' : 'default'}
      leftSection={isPaused ? <Play size={15} /> : <Pause size={15} />}
      onClick={() => change.mutate({ isPaused: !isPaused }, { onError: failed })}
      loading={change.isPending}
      title={
        isPaused
          ? 'Takes new work again'
          : 'Starts nothing new. What is under way, and what waits for you, goes on.'
      }
    >
      {isPaused ? 'Back to work' : 'Send home'}
    </Button>
  );
}

function TakeBackButton({ worker }: { worker: WorkerView }) {
  const back = useTakeWorkerBack(worker.id);
  return (
    <Button
      leftSection={<UserRoundPlus size={15} />}
      onClick={() => back.mutate(undefined, { onError: failed })}
      loading={back.isPending}
      title="Works here again; give it playbooks then"
    >
      Take {worker.name} back
    </Button>
  );
}
