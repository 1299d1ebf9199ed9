import { type RunStateName, runStates } from '@dayshift/model';
import type { RunsSearch } from '../../address/search-params.ts';
import type { RunFilter } from '../../api/runs.ts';

/** The states as a person tells them apart; one chip may stand for two. */
export const stateChips = [
  { id: 'stuck', label: 'Stuck', states: ['stuck'] },
  { id: 'waiting', label: 'Waiting', states: ['waiting'] },
  { id: 'working', label: 'Working', states: ['starting', 'working'] },
  { id: 'done', label: 'Done', states: ['done'] },
  { id: 'failed', label: 'Failed', states: ['failed'] },
  { id: 'cancelled', label: 'Cancelled', states: ['cancelled'] },
] as const satisfies readonly { id: string; label: string; states: readonly RunStateName[] }[];
export type StateChip = (typeof stateChips)[number]['id'];

export function statesOf(search: RunsSearch): RunStateName[] {
  const wanted = new Set((search.state ?? '').split(','));
  return runStates.filter((state) => wanted.has(state));
}

export function chosenChips(search: RunsSearch): StateChip[] {
  const states = new Set<RunStateName>(statesOf(search));
  return stateChips.filter((chip) => chip.states.some((state) => states.has(state))).map(({ id }) => id);
}

/** The search with one chip pressed. All chips chosen is the same as none, and the shorter address. */
export function toggleChip(search: RunsSearch, id: StateChip): RunsSearch {
  const before = chosenChips(search);
  const chosen = before.includes(id) ? before.filter((each) => each !== id) : [...before, id];
  const states = stateChips.filter((chip) => chosen.includes(chip.id)).flatMap((chip) => [...chip.states]);
  const isAll = chosen.length === stateChips.length;
  return withPart(search, 'state', isAll || states.length === 0 ? undefined : states.join(','));
}

/** What the API is asked for. Words it does not know never reach it. */
export function toFilter(search: RunsSearch): RunFilter {
  const states = statesOf(search);
  return {
    worker: search.worker,
    playbook: search.playbook,
    state: states.length === 0 ? undefined : states.join(','),
    from: search.from,
    to: search.to,
    text: search.text?.trim() || undefined,
  };
}

export function isNarrowed(search: RunsSearch): boolean {
  return Object.values(toFilter(search)).some((value) => value !== undefined);
}

/** Ranges begin at a midnight of the viewer, so that the address means the same all day. */
export const timeRanges = [
  { id: 'any', label: 'Any time' },
  { id: 'today', label: 'Today' },
  { id: 'yesterday', label: 'Yesterday' },
  { id: 'week', label: 'Last 7 days' },
  { id: 'month', label: 'Last 30 days' },
  { id: 'between', label: 'Between two days…' },
] as const;
export type TimeRange = (typeof timeRanges)[number]['id'];

export function rangeOf(search: Pick<RunsSearch, 'from' | 'to'>, now: number): TimeRange {
  if (search.from === undefined && search.to === undefined) return 'any';
  const isSame = (id: TimeRange) => {
    const range = boundsOf(id, now);
    return range.from === search.from && range.to === search.to;
  };
  return timeRanges.map(({ id }) => id).find((id) => id !== 'between' && isSame(id)) ?? 'between';
}

export function boundsOf(range: TimeRange, now: number): { from?: number; to?: number } {
  switch (range) {
    case 'any':
      return {};
    case 'yesterday':
      return { from: midnight(now, -1), to: midnight(now, 0) };
    case 'week':
      return { from: midnight(now, -6) };
    case 'month':
      return { from: midnight(now, -29) };
    case 'today':
    case 'between':
      return { from: midnight(now, 0) };
  }
}

/** The search with another range; leaves out what is not bounded. */
export function withRange(search: RunsSearch, bounds: { from?: number; to?: number }): RunsSearch {
  return withPart(withPart(search, 'from', bounds.from), 'to', bounds.to);
}

export function withPart<Name extends keyof RunsSearch>(
  search: RunsSearch,
  name: Name,
  value: RunsSearch[Name] | undefined,
): RunsSearch {
  const { [name]: _before, ...rest } = search;
  return value === undefined || value === '' ? rest : { ...rest, [name]: value };
}

/** `2026-11-21` for a date field, in the viewer's zone. */
export function toDay(at: number | undefined): string {
  if (at === undefined) return '';
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The first instant of a day, or of the day after for the end of a range; undefined for a field that is empty. */
export function fromDay(day: string, isEnd = false): number | undefined {
  const [year, month, date] = day.split('-').map(Number);
  if (!year || !month || !date) return undefined;
  return new Date(year, month - 1, date + (isEnd ? 1 : 0)).getTime();
}

/** The last day that is in a range ending at this instant. */
export const lastDay = (to: number | undefined) => (to === undefined ? undefined : to - 1);

function midnight(now: number, days: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
}
