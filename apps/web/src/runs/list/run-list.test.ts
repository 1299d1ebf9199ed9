import { describe, expect, it } from 'vitest';
import { runLine } from '../../words/run-line.ts';
import { aRun } from '../run-builders.test-support.ts';
import { sharedCauses } from './causes.ts';
import {
  boundsOf,
  chosenChips,
  fromDay,
  isNarrowed,
  lastDay,
  rangeOf,
  toDay,
  toFilter,
  toggleChip,
  withRange,
} from './run-filters.ts';

describe('narrowing the run list', () => {
  it('keeps the chips in the address, and one chip may stand for two states', () => {
    const working = toggleChip({}, 'working');
    expect(working).toEqual({ state: 'starting,working' });
    expect(chosenChips(working)).toEqual(['working']);
    const two = toggleChip(working, 'stuck');
    expect(chosenChips(two)).toEqual(['stuck', 'working']);
    expect(toggleChip(toggleChip(two, 'stuck'), 'working')).toEqual({});
  });

  it('never sends the API a state it does not know', () => {
    expect(toFilter({ state: 'stuck,bogus' }).state).toBe('stuck');
    expect(toFilter({ state: 'bogus' }).state).toBeUndefined();
    expect(isNarrowed({ state: 'bogus', text: '  ' })).toBe(false);
    expect(isNarrowed({ text: 'refund' })).toBe(true);
  });

  it('says all states by saying none', () => {
    const all = (['stuck', 'waiting', 'working', 'done', 'failed', 'cancelled'] as const).reduce(
      toggleChip,
      {},
    );
    expect(all).toEqual({});
  });

  it('knows a range again all day, and any other as two days', () => {
    const morning = new Date(2026, 10, 21, 8).getTime();
    const evening = new Date(2026, 10, 21, 22).getTime();
    for (const range of ['any', 'today', 'yesterday', 'week', 'month'] as const) {
      expect(rangeOf(withRange({ text: 'x' }, boundsOf(range, morning)), evening)).toBe(range);
    }
    expect(rangeOf({ from: morning }, evening)).toBe('between');
  });

  it('turns days into instants and back, the last day included whole', () => {
    const from = fromDay('2026-11-20');
    const to = fromDay('2026-11-21', true);
    expect(toDay(from)).toBe('2026-11-20');
    expect(toDay(lastDay(to))).toBe('2026-11-21');
    expect(Number(to) - Number(from)).toBe(2 * 24 * 3_600_000);
    expect(fromDay('')).toBeUndefined();
  });
});

describe('a row of the run list', () => {
  const trouble = { nodeId: 'refund', title: 'Refund', message: 'field is missing', code: 'HTTP_422' };

  it('says in one line where the run is or what it needs', () => {
    expect(runLine(aRun({ state: 'stuck', trouble: { ...trouble, code: 'AI_REFUSED' } }))).toBe(
      'Refund: field is missing.',
    );
    expect(runLine(aRun({ state: 'working', currentTitle: 'Draft a reply' }))).toBe('Now at Draft a reply');
    expect(runLine(aRun({ state: 'waiting', openApprovals: 1, currentTitle: 'Reply' }))).toBe(
      'Waits for your answer at Reply',
    );
    expect(runLine(aRun({ state: 'waiting', currentTitle: 'Monday' }))).toBe('Waits until later at Monday');
    expect(runLine(aRun({ state: 'done', outcome: 'refunded' }))).toBe('Refunded');
  });

  it('gathers runs with one cause, and begins with one that is still open', () => {
    const causes = sharedCauses([
      aRun({ id: 'a', state: 'failed', trouble, sameCause: 2 }),
      aRun({ id: 'b', state: 'stuck', trouble, sameCause: 2 }),
      aRun({ id: 'c', state: 'stuck', trouble: { ...trouble, nodeId: 'other' }, sameCause: 4 }),
      aRun({ id: 'd', state: 'stuck', trouble: { ...trouble, code: 'X' }, sameCause: 0 }),
    ]);
    expect(causes.map(({ run, count }) => [run.id, count])).toEqual([
      ['c', 5],
      ['b', 3],
    ]);
  });
});
