import { Select } from '@mantine/core';
import { useWorkers } from '../api/workers.ts';

const nobody = '';

/** Chooses who does something: everybody who works here, or nobody yet. */
export function WorkerSelect({
  label,
  value,
  nobodyWord = 'Nobody yet',
  without,
  isDisabled = false,
  error,
  onChange,
}: {
  label: string;
  value: string | null;
  nobodyWord?: string;
  /** A worker who cannot be chosen here. */
  without?: string;
  isDisabled?: boolean;
  error?: string | undefined;
  onChange: (workerId: string | null) => void;
}) {
  const workers = useWorkers();
  const working = (workers.data?.items ?? []).filter(({ id, state }) => state !== 'left' && id !== without);
  return (
    <Select
      label={label}
      data={[
        { value: nobody, label: nobodyWord },
        ...working.map(({ id, name, role }) => ({
          value: id,
          label: role === '' ? name : `${name}, ${role}`,
        })),
      ]}
      value={value ?? nobody}
      onChange={(next) => onChange(next === null || next === nobody ? null : next)}
      allowDeselect={false}
      disabled={isDisabled || workers.isPending}
      error={error}
      description={
        workers.isSuccess && working.length === 0 && without === undefined
          ? 'Nobody works here yet; you can give it away later.'
          : undefined
      }
      searchable={working.length > 8}
      comboboxProps={{ withinPortal: true }}
    />
  );
}
