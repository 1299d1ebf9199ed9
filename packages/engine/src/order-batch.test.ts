import type { EngineEvent } from '@dayshift/model';
import { describe, expect, it } from 'vitest';
import { orderBatch } from './order-batch.ts';

const failure = { code: 'X', message: 'x' };
const decision = (id: string): EngineEvent => ({
  type: 'approval-answered',
  at: 0,
  approvalId: `run:${id}`,
  decisionId: id,
  verdict: 'approve',
  isEdited: false,
  by: 'Ada',
});
const command = (id: string): EngineEvent => ({
  type: 'control-received',
  at: 0,
  commandId: id,
  by: 'Ada',
  verb: 'cancel',
});
const answers: EngineEvent[] = [
  { type: 'call-finished', at: 0, key: 'a', output: null },
  { type: 'call-failed', at: 0, key: 'b', failure },
  { type: 'timer-fired', at: 0, key: 'c' },
  { type: 'approval-expired', at: 0, key: 'd' },
  { type: 'ask-refused', at: 0, key: 'e', failure },
];
const first: EngineEvent[] = [
  { type: 'run-started', at: 0 },
  { type: 'hold', at: 0 },
  { type: 'go-on', at: 0 },
];
const cancel: EngineEvent = { type: 'cancel-requested', at: 0 };

describe('events of one task', () => {
  it('are taken in by what they are: the host’s own, people’s, the world’s answers, a cancellation', () => {
    const inOrder = [...first, decision('1'), command('2'), ...answers, cancel];
    expect(orderBatch(inOrder.toReversed()).map(({ type }) => type)).toEqual([
      ...first.map(({ type }) => type).toReversed(),
      'control-received',
      'approval-answered',
      ...answers.map(({ type }) => type),
      'cancel-requested',
    ]);
  });

  it('from people keep the order they came in, whatever they are about', () => {
    const said = [decision('z'), command('y'), decision('a'), command('b')];
    expect(orderBatch(said)).toEqual(said);
    expect(orderBatch(said.toReversed())).toEqual(said.toReversed());
  });

  it('from the world are taken in by key, and two of one key as they came', () => {
    const timer: EngineEvent = { type: 'timer-fired', at: 0, key: 'a' };
    const call: EngineEvent = { type: 'call-finished', at: 0, key: 'a', output: 1 };
    const late: EngineEvent = { type: 'timer-fired', at: 0, key: 'b' };
    expect(orderBatch([late, timer, call])).toEqual([timer, call, late]);
    expect(orderBatch([call, late, timer])).toEqual([call, timer, late]);
  });

  it('leave the list they came in as it was', () => {
    const given = [cancel, decision('1')];
    orderBatch(given);
    expect(given).toEqual([cancel, decision('1')]);
  });
});
