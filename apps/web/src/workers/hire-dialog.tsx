import { Modal } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { newIdempotencyKey } from '../api/client.ts';
import { useHireWorker } from '../api/workers.ts';
import { viewersZone } from './worker-fields.tsx';
import { WorkerForm } from './worker-form.tsx';

const newcomer = {
  name: '',
  role: '',
  manager: 'You',
  hours: 'around the clock',
  timeZone: viewersZone,
  budgetUsdPerDay: 5,
};

/** Who it is: enough to hire. What it does comes with its playbooks. */
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
  return (
    <WorkerForm
      starting={newcomer}
      action={({ name }) => `Hire ${name.trim() === '' ? 'the worker' : name.trim()}`}
      hint="It does nothing until you give it a playbook and publish that."
      error={hire.error}
      isPending={hire.isPending}
      onSubmit={(typed) =>
        hire.mutate(
          { ...typed, idempotencyKey },
          { onSuccess: ({ id }) => void navigate({ to: '/workers/$workerId', params: { workerId: id } }) },
        )
      }
      onClose={onClose}
    />
  );
}
