import { Button, Modal, Select, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { isApiError } from '../api/api-error.ts';
import { newIdempotencyKey } from '../api/client.ts';
import { useHireWorker } from '../api/workers.ts';
import { ErrorBox } from '../ui/error-box.tsx';

const viewersZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Name, role, zone: enough to hire. What it does comes with its playbooks. */
export function HireDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Hire a worker" size="sm">
      {isOpen && <HireForm onClose={onClose} />}
    </Modal>
  );
}

function HireForm({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const hire = useHireWorker();
  const [idempotencyKey] = useState(newIdempotencyKey);
  const [name, setName] = useState('');
  const [role, setRole] = useState('');
  const [timeZone, setTimeZone] = useState(viewersZone);
  const isComplete = name.trim() !== '' && role.trim() !== '';
  const wrongField = isApiError(hire.error) ? hire.error.path?.replace(/^body\./, '') : undefined;
  const errorOf = (field: string) => (wrongField === field ? hire.error?.message : undefined);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isComplete || hire.isPending) return;
    hire.mutate(
      { name: name.trim(), role: role.trim(), timeZone, idempotencyKey },
      { onSuccess: ({ id }) => void navigate({ to: '/workers/$workerId', params: { workerId: id } }) },
    );
  };
  return (
    <form onSubmit={submit} style={{ display: 'grid', gap: 14 }}>
      <TextInput
        label="Name"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={60}
        error={errorOf('name')}
        data-autofocus
        required
        withAsterisk={false}
      />
      <TextInput
        label="Role"
        placeholder="Support operations"
        value={role}
        onChange={(event) => setRole(event.currentTarget.value)}
        maxLength={120}
        error={errorOf('role')}
        required
        withAsterisk={false}
      />
      <Select
        label="Time zone"
        data={[...new Set([viewersZone, ...Intl.supportedValuesOf('timeZone')])]}
        value={timeZone}
        onChange={(zone) => setTimeZone(zone ?? viewersZone)}
        error={errorOf('timeZone')}
        limit={50}
        searchable
        allowDeselect={false}
      />
      <p style={{ color: 'var(--ink-2)', fontSize: 12 }}>
        It does nothing until you give it a playbook and publish that. It spends at most $5.00 a day; you can
        change that on its page.
      </p>
      {hire.error && wrongField === undefined && <ErrorBox error={hire.error} />}
      <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 8 }}>
        <Button onClick={onClose}>Not now</Button>
        <Button type="submit" variant="filled" disabled={!isComplete} loading={hire.isPending}>
          Hire {name.trim() === '' ? 'the worker' : name.trim()}
        </Button>
      </div>
    </form>
  );
}
