import type { EffectClass, StepState } from '@dayshift/model';
import { describe, expect, it } from 'vitest';
import { aStep } from '../testing/plans.ts';
import { judgeStep, type StepCase } from './judge-step.ts';

const steps = {
  trigger: aStep('trigger', 'it'),
  read: aStep('call', 'it', { effect: 'read' }),
  send: aStep('call', 'it', { effect: 'key', title: 'Send' }),
  compute: aStep('compute', 'it'),
  switch: aStep('switch', 'it'),
  wait: aStep('wait', 'it'),
  approve: aStep('approve', 'it'),
  scope: aStep('scope', 'it'),
  end: aStep('end', 'it'),
  fail: aStep('fail', 'it'),
};
type Kind = keyof typeof steps;

const recorded = (status: StepState['status'], more: Partial<StepState> = {}): StepState => ({
  key: 'it',
  stepId: 'it',
  nodeId: 'it',
  path: '',
  generation: 0,
  startedAt: 1,
  status,
  ...more,
});
const done = (more: Partial<StepState> = {}) =>
  recorded('done', { port: 'done', output: null, endedAt: 2, ...more });

function judged(kind: Kind, state: StepState | undefined, more: Partial<StepCase> = {}) {
  return judgeStep({
    step: steps[kind],
    recorded: state,
    isChanged: false,
    isTainted: false,
    cause: undefined,
    isStartedAgain: false,
    isTicked: false,
    isOpen: true,
    toVersion: 4,
    hasNewTrigger: false,
    items: undefined,
    ...more,
  });
}
const seed = { port: 'done', output: null, startedAt: 1, endedAt: 2 };
const kept = { isAnew: false, fate: { kind: 'keep', seed } };
const anew = { isAnew: true, fate: { kind: 'redo', key: 'fresh' } };
const underItsKey = { isAnew: true, fate: { kind: 'redo', key: 'same-key' } };
const goesOn = { isAnew: false, fate: { kind: 'go-on' } };
const still = { repeatsEffect: false, mayRedo: false };

describe('a step that was not reached', () => {
  it('is new, and a question is asked', () => {
    const none = { ...still, action: 'new', isAnew: true, fate: { kind: 'none' } };
    expect(judged('send', undefined)).toEqual({ ...none, why: 'not reached before' });
    expect(judged('approve', undefined)).toEqual({ ...none, why: 'not reached before; asks first' });
  });

  it('because another way was taken says nothing, unless what leads to it is done anew', () => {
    expect(judged('send', recorded('skipped'))).toBeUndefined();
    expect(judged('send', recorded('skipped'), { isTainted: true })).toMatchObject({
      action: 'new',
      why: 'may be reached now',
    });
  });
});

describe('a step that is done', () => {
  it.each(['read', 'compute', 'switch', 'wait', 'scope'] as const)(
    'a %s is kept until something touches it',
    (kind) => {
      expect(judged(kind, done())).toEqual({
        ...still,
        ...kept,
        mayRedo: true,
        action: 'reuse',
        why: 'as it was',
      });
      expect(judged(kind, done({ isOverridden: true }))).toMatchObject({
        why: 'as a person set it',
        fate: { seed: { ...seed, isOverridden: true } },
      });
      expect(judged(kind, done({ costUsd: 0.5 }))).toMatchObject({
        fate: { seed: { ...seed, costUsd: 0.5 } },
      });
      for (const [more, why] of [
        [{ isStartedAgain: true }, 'started again here'],
        [{ isChanged: true }, 'changed in v4'],
        [{ isTainted: true }, 'its input is new'],
        [{ isTainted: true, cause: 'Load' }, '“Load” before it is done anew'],
        [{ isTicked: true }, 'ticked'],
      ] as const)
        expect(judged(kind, done(), more)).toEqual({ ...still, ...anew, mayRedo: true, action: 'redo', why });
    },
  );

  it('a trigger is as it came in, unless its input is replaced', () => {
    expect(judged('trigger', done())).toEqual({ ...still, ...kept, action: 'reuse', why: 'as it came in' });
    expect(judged('trigger', done(), { hasNewTrigger: true })).toEqual({
      ...still,
      ...anew,
      action: 'redo',
      why: 'with the new input',
    });
  });

  it('what was sent is kept, whatever changed around it', () => {
    const sent = { ...still, ...kept, mayRedo: true, action: 'reuse' };
    expect(judged('send', done())).toEqual({ ...sent, why: 'done' });
    expect(judged('send', done(), { isChanged: true })).toEqual({
      ...sent,
      why: 'done; changed in v4, but it is not sent again',
    });
    expect(judged('send', done(), { isStartedAgain: true })?.action).toBe('reuse');
  });

  it('what was sent is sent again once a person ticked it', () => {
    expect(judged('send', done(), { isTicked: true })).toEqual({
      ...anew,
      action: 'redo',
      why: 'ticked: it is sent again',
      repeatsEffect: true,
      mayRedo: true,
    });
  });

  it('an answer is kept as a decision, and asked for again when what was asked about changes', () => {
    const fate = { kind: 'keep', seed: { ...seed, port: 'approved', isDecision: true } };
    expect(judged('approve', done({ port: 'approved' }))).toEqual({
      ...still,
      isAnew: false,
      fate,
      mayRedo: true,
      action: 'reuse',
      why: 'approved; the answer is kept',
    });
    expect(judged('approve', done({ port: 'rejected' }))?.why).toBe('the answer is kept');
    expect(judged('approve', done(), { isTainted: true })).toEqual({
      ...still,
      ...anew,
      action: 'ask-again',
      why: 'its input is new',
    });
  });

  it('an end ends the run again', () => {
    expect(judged('end', done())).toEqual({ ...still, ...anew, action: 'redo', why: 'ends the run' });
    expect(judged('end', done(), { isChanged: true })?.why).toBe('changed in v4');
    expect(judged('fail', done())).toMatchObject({ ...anew, why: 'did not finish' });
  });
});

describe('a step that is under way', () => {
  const out = recorded('running', { isOut: true });

  it.each([
    ['send', out],
    ['read', out],
    ['wait', recorded('sleeping')],
    ['approve', recorded('asking')],
  ] as const)('in an open run goes on: %s', (kind, state) => {
    expect(judged(kind, state)).toEqual({
      ...still,
      ...goesOn,
      action: 'reuse',
      why: 'still under way; it goes on',
    });
  });

  it.each<[string, Partial<StepCase>]>([
    ['of a run that is over', { isOpen: false }],
    ['that changed', { isChanged: true }],
    ['where it is started again', { isStartedAgain: true }],
    ['that is ticked', { isTicked: true }],
    ['whose input is new', { isTainted: true }],
  ])('%s does not go on by itself', (_name, more) => {
    expect(judged('wait', recorded('sleeping'), more)).toMatchObject({ ...anew, action: 'redo' });
    expect(judged('approve', recorded('asking'), more)).toMatchObject({ ...anew, action: 'ask-again' });
    expect(judged('read', out, more)).toMatchObject(anew);
  });

  it('goes on as it was when it is being sent already, whatever is new before it', () => {
    expect(judged('send', out, { isTainted: true })).toEqual({
      ...still,
      ...goesOn,
      action: 'reuse',
      why: 'being sent as it was; it goes on',
    });
  });

  it('but did not go out yet begins under the key it has', () => {
    for (const more of [{}, { isOpen: false }, { isTainted: true }])
      expect(judged('send', recorded('running'), more)).toEqual({
        ...still,
        ...underItsKey,
        action: 'redo',
        why: 'did not begin yet',
      });
    expect(judged('compute', recorded('running'))).toMatchObject({ ...anew, why: 'did not finish' });
  });

  it('says why a question is asked again', () => {
    const ask = (more: Partial<StepCase>) => judged('approve', recorded('asking'), more)?.why;
    expect(ask({ isTainted: true })).toBe('its input is new');
    expect(ask({ isTainted: true, cause: 'Load' })).toBe('“Load” before it is done anew');
    expect(ask({ isOpen: false })).toBe('was not answered');
    expect(ask({ isChanged: true })).toBe('changed in v4; was not answered');
    expect(judged('approve', recorded('cancelled'), { isTainted: true })?.why).toBe('was not answered');
  });
});

describe('a container that has begun', () => {
  it('goes on with the items that are over', () => {
    const of = (items: StepCase['items'], more: Partial<StepCase> = {}) =>
      judged('scope', recorded('running'), { items, ...more });
    const goes = { ...still, ...goesOn, mayRedo: true, action: 'reuse' };
    expect(of({ over: 0 })).toEqual({ ...goes, why: 'goes on' });
    expect(of({ over: 3 })).toEqual({ ...goes, why: 'goes on; 3 inside are done and stay so' });
    expect(of({ over: 3, total: 9 })?.why).toBe('goes on; 3 of 9 inside are done and stay so');
    expect(of({ over: 0 }, { isChanged: true })?.why).toBe('changed in v4; goes on');
    expect(judged('scope', recorded('stuck'), { items: { over: 1 } })).toMatchObject(goes);
  });

  it('without items to keep is opened again under its key', () => {
    expect(judged('scope', recorded('stuck'))).toEqual({
      ...still,
      ...underItsKey,
      action: 'redo',
      why: 'did not finish',
    });
  });
});

describe('a step that did not finish', () => {
  it.each(['trigger', 'compute', 'switch', 'wait', 'end', 'fail', 'read'] as const)(
    'a %s is done anew',
    (kind) => {
      for (const status of ['stuck', 'cancelled', 'failed'] as const)
        expect(judged(kind, recorded(status))).toEqual({
          ...still,
          ...anew,
          action: 'redo',
          why: 'did not finish',
        });
      expect(judged(kind, recorded('stuck'), { isChanged: true })?.why).toBe('changed in v4; did not finish');
    },
  );

  it('that was certainly not sent is sent under a fresh key', () => {
    const failure = { code: 'X', message: 'x', effect: 'not-happened' as const };
    expect(judged('send', recorded('stuck', { failure }))).toEqual({
      ...still,
      ...anew,
      action: 'redo',
      why: 'never went through, nothing is doubled',
    });
    expect(judged('send', recorded('stuck', { failure }), { isChanged: true })?.why).toBe(
      'changed in v4; never went through, nothing is doubled',
    );
  });

  it.each<[EffectClass, string]>([
    ['key', 'tried again under the same key, so it cannot happen twice'],
    ['lookup', 'looked up first, so it cannot happen twice'],
  ])(
    'that may have been sent to a receiver that knows (%s) is asked for under its own key',
    (effect, safely) => {
      const step = aStep('call', 'it', { effect });
      expect(judged('send', recorded('stuck'), { step })).toEqual({
        ...still,
        ...underItsKey,
        action: 'redo',
        why: `may have been sent; ${safely}`,
        inheritsKey: true,
      });
    },
  );

  it('that may have been sent otherwise is for a person to say', () => {
    const unknown = {
      ...anew,
      action: 'redo',
      why: 'may have been sent; nobody knows whether it was',
      repeatsEffect: true,
      mayRedo: true,
    };
    const problem = '“Send” may have been sent. Check, then tick it to send it again.';
    const none = aStep('call', 'it', { effect: 'none', title: 'Send' });
    expect(judged('send', recorded('stuck'), { step: none })).toEqual({ ...unknown, problem });
    expect(judged('send', recorded('stuck'), { step: none, isTicked: true })).toEqual(unknown);
    expect(judged('send', recorded('stuck'), { isTicked: true })).toEqual(unknown);
    expect(judged('send', recorded('stuck'), { isChanged: true })).toEqual({
      ...unknown,
      why: `changed in v4; ${unknown.why}`,
      problem,
    });
  });
});

describe('a failure that took its own way', () => {
  const failure = { code: 'X', message: 'not here', effect: 'not-happened' as const };
  const failed = recorded('failed', { port: 'error', failure, endedAt: 2 });

  it('stays so in an open run', () => {
    expect(judged('send', failed)).toEqual({
      ...still,
      isAnew: false,
      fate: { kind: 'keep', seed: { ...seed, port: 'error', failure } },
      mayRedo: true,
      action: 'reuse',
      why: 'failed and took its own way: not here',
    });
  });

  it.each<[string, StepState, Partial<StepCase>]>([
    ['in a run that is over', failed, { isOpen: false }],
    ['that is ticked', failed, { isTicked: true }],
    ['that changed', failed, { isChanged: true }],
    ['that was stopped with its container', recorded('failed', { failure }), {}],
    ['that says nothing', recorded('failed', { port: 'error' }), {}],
  ])('is tried again %s', (_name, state, more) => {
    expect(judged('compute', state, more)).toMatchObject({ action: 'redo', ...anew });
  });
});
