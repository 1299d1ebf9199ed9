import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { createPlaybook } from '../api/playbooks.ts';
import { queryKeys } from '../api/query-keys.ts';
import { useIntentionKey } from '../api/use-intention-key.ts';
import { useWorkers } from '../api/workers.ts';
import { ErrorBox } from '../ui/error-box.tsx';
import { WorkerSelect } from '../ui/worker-select.tsx';

/** A name and who does it: enough to begin. It opens on the canvas, empty; nothing runs before it is published. */
export function NewPlaybookDialog({
  isOpen,
  workerId,
  onClose,
}: {
  isOpen: boolean;
  /** Who it is meant for, where that is known. */
  workerId: string | undefined;
  onClose: () => void;
}) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="New playbook" size="sm">
      {isOpen && <NewPlaybookForm workerId={workerId} onClose={onClose} />}
    </Modal>
  );
}

function NewPlaybookForm({ workerId, onClose }: { workerId: string | undefined; onClose: () => void }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const key = useIntentionKey();
  const working = (useWorkers().data?.items ?? []).filter(({ state }) => state !== 'left');
  const [name, setName] = useState('New playbook');
  const [chosen, setChosen] = useState<string | null | undefined>(workerId);
  // Where one worker works there is one answer; with several, or none, somebody says so.
  const worker = chosen === undefined && working.length === 1 ? (working[0]?.id ?? null) : (chosen ?? null);
  const creation = useMutation({
    mutationFn: () =>
      createPlaybook({ name: name.trim(), ...(worker !== null && { workerId: worker }) }, key.current()),
    onSuccess: async (playbook) => {
      void client.invalidateQueries({ queryKey: queryKeys.playbooks, exact: true });
      void client.invalidateQueries({ queryKey: queryKeys.workers });
      await navigate({ to: '/playbooks/$playbookId', params: { playbookId: playbook.id }, search: {} });
    },
    onSettled: (_, error) => key.settle(error ?? undefined),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A second press while the first is under way must not make two.
    if (name.trim() !== '' && !creation.isPending) creation.mutate();
  };
  return (
    <form onSubmit={submit} style={{ display: 'grid', gap: 14 }}>
      <TextInput
        label="Name"
        value={name}
        onChange={(event) => {
          key.renew();
          setName(event.currentTarget.value);
        }}
        onFocus={(event) => event.currentTarget.select()}
        maxLength={120}
        data-autofocus
        required
        withAsterisk={false}
      />
      <WorkerSelect
        label="Who does it"
        value={worker}
        onChange={(next) => {
          key.renew();
          setChosen(next);
        }}
      />
      {creation.error && <ErrorBox error={creation.error} title="No playbook was made." />}
      <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 8 }}>
        <Button onClick={onClose}>Not now</Button>
        <Button type="submit" variant="filled" disabled={name.trim() === ''} loading={creation.isPending}>
          Draw it
        </Button>
      </div>
    </form>
  );
}
