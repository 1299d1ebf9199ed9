import { NumberInput, Select, TextInput } from '@mantine/core';

export const viewersZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Who a worker is, as it is typed. */
export interface WorkerDraft {
  name: string;
  role: string;
  manager: string;
  hours: string;
  timeZone: string;
  budgetUsdPerDay: number | string;
}

export type WorkerField = keyof WorkerDraft;

/** Everything is filled in, and the budget is a number. */
export function isComplete({ name, role, manager, hours, budgetUsdPerDay }: WorkerDraft): boolean {
  return (
    [name, role, manager, hours].every((text) => text.trim() !== '') && typeof budgetUsdPerDay === 'number'
  );
}

/** Name, role, manager, hours, zone, budget: the same fields when somebody is hired and when it is edited. */
export function WorkerFields({
  draft,
  errorOf,
  onChange,
}: {
  draft: WorkerDraft;
  errorOf: (field: WorkerField) => string | undefined;
  onChange: (change: Partial<WorkerDraft>) => void;
}) {
  const text = (field: Exclude<WorkerField, 'budgetUsdPerDay' | 'timeZone'>, label: string, more = {}) => (
    <TextInput
      label={label}
      value={draft[field]}
      onChange={(event) => onChange({ [field]: event.currentTarget.value })}
      maxLength={field === 'name' ? 60 : 120}
      error={errorOf(field)}
      required
      withAsterisk={false}
      {...more}
    />
  );
  return (
    <>
      {text('name', 'Name', { 'data-autofocus': true })}
      {text('role', 'Role', { placeholder: 'Support operations' })}
      {text('manager', 'Reports to', {
        description: 'Who is asked where a playbook says “the worker’s manager”',
      })}
      {text('hours', 'Hours', { description: 'As people read it; schedules say when something starts' })}
      <Select
        label="Time zone"
        data={[...new Set([draft.timeZone, viewersZone, ...Intl.supportedValuesOf('timeZone')])]}
        value={draft.timeZone}
        onChange={(zone) => onChange({ timeZone: zone ?? viewersZone })}
        error={errorOf('timeZone')}
        limit={50}
        searchable
        allowDeselect={false}
      />
      <NumberInput
        label="Budget per day"
        prefix="$"
        min={0}
        max={100_000}
        decimalScale={2}
        value={draft.budgetUsdPerDay}
        onChange={(budgetUsdPerDay) => onChange({ budgetUsdPerDay })}
        error={errorOf('budgetUsdPerDay')}
      />
    </>
  );
}
