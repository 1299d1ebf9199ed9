import { describe, expect, it } from 'vitest';
import { aNode, aRun, aStep, aView } from '../run-builders.test-support.ts';
import { compareRuns, partingSentence, wordsOf } from './compare-runs.ts';
import { candidatesOf, closestOf } from './use-run-to-compare-with.ts';

const nodes = ['load', 'about', 'refund', 'reply'].map((id) => aNode(id, { title: id }));
const failure = { code: 'HTTP_422', message: 'reason_code missing', effect: 'not-happened' as const };
const done = aView({
  nodes,
  steps: [
    aStep('load', { output: { name: 'Ada', orders: [1, 2] } }),
    aStep('about', { kind: 'switch', port: 'billing' }),
    aStep('refund', { port: 'done', output: { id: 'R-1' } }),
  ],
});
const compare = (steps: ReturnType<typeof aStep>[]) => compareRuns(aView({ nodes, steps }), done);
const told = (compared: ReturnType<typeof compareRuns>) =>
  compared.map(({ nodeId, difference }) => `${nodeId} ${difference}`);

describe('two runs beside each other', () => {
  it('are the same when they went the same way and gave the same', () => {
    const compared = compareRuns(done, done);
    expect(told(compared)).toEqual(['load none', 'about none', 'refund none']);
    expect(partingSentence(compared)).toBe('They went the same way, and every step gave the same.');
  });

  it('say which values differ, by path', () => {
    const compared = compare([
      aStep('load', { output: { name: 'Bo', orders: [1] } }),
      ...done.steps.slice(1),
    ]);
    expect(told(compared)[0]).toBe('load values');
    expect(compared[0]?.changes).toEqual([
      { path: 'name', before: 'Bo', after: 'Ada' },
      { path: 'orders.1', before: undefined, after: 2 },
    ]);
    expect(partingSentence(compared)).toBe('They went the same way; one step gave something else.');
  });

  it('say where they part, and list what only one of them reached', () => {
    const compared = compare([
      ...done.steps.slice(0, 1),
      aStep('about', { kind: 'switch', port: 'how-to' }),
      aStep('refund', { status: 'skipped' }),
      aStep('reply', { output: 'sent' }),
    ]);
    expect(told(compared)).toEqual(['load none', 'about way', 'refund way', 'reply way']);
    expect(partingSentence(compared)).toBe('They part at “about”: how-to here, billing there.');
    expect(compared.map(({ mine, theirs }) => [mine !== undefined, theirs !== undefined]).slice(2)).toEqual([
      [false, true],
      [true, false],
    ]);
  });

  it('part where one failed, and not where a wait was called off because the other is over', () => {
    const drawn = [...nodes, aNode('ten', { title: 'Ten minutes' })];
    const open = aView({
      nodes: drawn,
      steps: [
        aStep('ten', { kind: 'wait', status: 'sleeping' }),
        aStep('refund', { status: 'stuck', failure }),
      ],
    });
    const over = aView({
      nodes: drawn,
      steps: [
        aStep('ten', { kind: 'wait', status: 'cancelled' }),
        aStep('refund', { output: { id: 'R-1' } }),
      ],
    });
    expect(partingSentence(compareRuns(open, over))).toBe('They part at “refund”: stuck here, done there.');
    const waiting = aView({ nodes: drawn, steps: open.steps.slice(0, 1) });
    expect(partingSentence(compareRuns(waiting, { ...over, steps: over.steps.slice(0, 1) }))).toContain(
      '“ten”',
    );
  });

  it('say what failed in one of them', () => {
    const compared = compare([...done.steps.slice(0, 2), aStep('refund', { status: 'stuck', failure })]);
    expect(partingSentence(compared)).toBe('They part at “refund”: stuck here, done there.');
    expect(compared.map(({ mine }) => wordsOf(mine)).at(-1)).toBe('422');
    expect(compared.map(({ theirs }) => wordsOf(theirs)).at(-1)).toBe('R-1');
  });
});

describe('the run to compare with', () => {
  const steps = [aStep('load'), aStep('about', { kind: 'switch', port: 'billing' }), aStep('refund')];
  const view = aView({ nodes, steps: [...steps.slice(0, 2), aStep('refund', { status: 'stuck', failure })] });
  const elsewhere = aView({
    run: { id: 'run_elsewhere' },
    nodes,
    steps: [aStep('load'), aStep('about', { kind: 'switch', port: 'how-to' })],
  });
  const near = aView({ run: { id: 'run_near' }, nodes, steps });

  it('is the newest of those that went the same way longest', () => {
    expect(closestOf(view, [elsewhere, near, { ...near, run: { ...near.run, id: 'run_old' } }])?.run.id).toBe(
      'run_near',
    );
    expect(closestOf(view, [])).toBeUndefined();
  });

  it('ended well, on a published version if any did', () => {
    const rows = [
      aRun({ id: 'failed', state: 'failed' }),
      aRun({ id: 'tried', state: 'done', version: 0 }),
      aRun({ id: 'good', state: 'done' }),
    ];
    const ids = (...of: typeof rows) => candidatesOf(of).map(({ id }) => id);
    expect(ids(...rows)).toEqual(['good']);
    expect(ids(...rows.slice(0, 2))).toEqual(['tried']);
    expect(ids(...rows.slice(0, 1))).toEqual(['failed']);
  });
});
