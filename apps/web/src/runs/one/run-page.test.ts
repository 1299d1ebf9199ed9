import { emptyValue } from '@dayshift/json-schema';
import { describe, expect, it } from 'vitest';
import { factsOf } from '../../graph/facts-of.test-support.ts';
import { aNode, aStep, aView, began } from '../run-builders.test-support.ts';
import { incidentDetail, incidentSentence } from '../step/incident.ts';
import { jsonErrorAt } from '../step/json-error.ts';
import { jsonText, readJson } from '../step/json-text.ts';
import { nodeStates } from '../step/node-states.ts';
import { failureText, requestText } from '../step/request-text.ts';
import { executionNames, troubledStep } from '../step/step-facts.ts';
import { expectedOutput, outputHints } from './expected-output.ts';
import { findSelection } from './find-step.ts';
import { ifYouResume } from './if-you-resume.ts';
import { stepTabs } from './step-tabs.ts';
import { timelineOf } from './timeline.ts';
import { isNews } from './use-run-live.ts';

const refused = {
  code: 'HTTP_422',
  message: 'POST desk.example/refunds was answered with 422: reason_code missing',
  effect: 'not-happened' as const,
  details: { status: 422, body: '{"error":"reason_code missing"}', effect: 'not-happened' },
};

describe('the timeline', () => {
  it('lays bars against the span of the run', () => {
    const view = aView({
      run: { endedAt: began + 1_000 },
      steps: [
        aStep('a', { endedAt: began + 250 }),
        aStep('b', { startedAt: began + 250, endedAt: began + 1_000 }),
      ],
    });
    const { rows, isOpen } = timelineOf(view, began + 99_000);
    expect(isOpen).toBe(false);
    expect(rows.map(({ marks }) => marks.map(({ left, width }) => [left, width]))).toEqual([
      [[0, 25]],
      [[25, 75]],
    ]);
    expect(rows[1]?.label).toBe('0.8 s');
  });

  it('goes to now while the run is open, and a step under way with it', () => {
    const view = aView({ steps: [aStep('a', { status: 'running', startedAt: began + 5_000 })] });
    const timeline = timelineOf(view, began + 10_000);
    expect(timeline.rows[0]?.marks[0]).toMatchObject({ left: 20, width: 80, tone: 'works' });
    // The five quiet seconds before it are drawn as a quarter of the work, and it is marked.
    expect(timeline.breaks).toEqual([10]);
  });

  it('does not let a night of waiting squeeze a second of work to nothing', () => {
    const hour = 3_600_000;
    const view = aView({
      run: { endedAt: began + 10 * hour + 1_000 },
      steps: [
        aStep('draft', { endedAt: began + 1_000 }),
        aStep('ask', { kind: 'approve', startedAt: began + 1_000, endedAt: began + 10 * hour }),
        aStep('send', { startedAt: began + 10 * hour, endedAt: began + 10 * hour + 1_000 }),
      ],
    });
    const { rows, breaks } = timelineOf(view, 0);
    const [draft, ask, send] = rows.map(({ marks }) => marks[0]);
    expect([draft?.left, draft?.width, ask?.width, send?.left, send?.width]).toEqual([0, 40, 20, 60, 40]);
    expect(breaks).toEqual([50]);
  });

  it('shows tries as marks where their time is known, and counts those whose time is not', () => {
    const view = aView({
      run: { state: 'stuck' },
      steps: [
        aStep('a', {
          status: 'stuck',
          failure: refused,
          attempts: [
            { number: 1 },
            { number: 2, startedAt: began + 5_000, endedAt: began + 6_000, failure: refused },
          ],
        }),
      ],
    });
    const [row] = timelineOf(view, began + 10_000).rows;
    expect(row?.label).toBe('2 tries');
    expect(row?.marks.map(({ kind, left }) => [kind, left])).toEqual([
      ['wait', 0],
      ['try', expect.closeTo(22.2, 1)],
    ]);
  });

  it('has one row for a node in a loop, and none for a branch that was not taken', () => {
    const view = aView({
      nodes: [aNode('loop', { type: 'for-each' }), aNode('in', { parentId: 'loop' })],
      run: { endedAt: began + 100 },
      steps: [
        aStep('in', { key: 'in@0', path: '0' }),
        aStep('in', { key: 'in@1', path: '1', status: 'running' }),
        aStep('no', { status: 'skipped' }),
      ],
    });
    const { rows } = timelineOf(view, began);
    expect(rows.map(({ nodeId, key, depth, label }) => [nodeId, key, depth, label])).toEqual([
      ['in', 'in@1', 1, '2 times'],
    ]);
  });

  it('stays inside the run also for what was kept from an earlier one', () => {
    const view = aView({
      run: { startedAt: began },
      steps: [aStep('a', { startedAt: began - 90_000, endedAt: began - 80_000, isReused: true })],
    });
    const [row] = timelineOf(view, began + 1_000).rows;
    expect(row?.marks[0]).toMatchObject({ left: 0, width: 0 });
    expect(row?.label).toBe('kept');
  });
});

describe('what is open of a run', () => {
  const view = aView({
    run: { state: 'stuck' },
    nodes: [aNode('a'), aNode('b'), aNode('c')],
    steps: [aStep('a'), aStep('b', { key: 'b!1', status: 'stuck', failure: refused })],
  });

  it('is what is stuck, unless something else was chosen', () => {
    expect(findSelection(view)).toMatchObject({ kind: 'step', nodeId: 'b' });
    expect(findSelection(view, 'a')).toMatchObject({ kind: 'step', nodeId: 'a' });
    expect(findSelection(view, 'c')).toEqual({ kind: 'unreached', nodeId: 'c' });
  });

  it('follows a step that was tried again under a new key', () => {
    expect(findSelection(view, 'b')).toMatchObject({ kind: 'step', step: { key: 'b!1' } });
  });

  it('is the failure that ended the run, not one that was dealt with', () => {
    const failed = aView({
      run: { state: 'failed' },
      steps: [
        aStep('caught', { status: 'failed', port: 'error' }),
        aStep('end', { status: 'failed' }),
        aStep('z', { status: 'cancelled' }),
      ],
    });
    expect(troubledStep(failed)?.nodeId).toBe('end');
  });

  it('shows a node whose action was stopped as stopped, although its question was answered', () => {
    const steps = [
      aStep('b', { key: 'b.ask', stepId: 'b.ask', kind: 'approve' }),
      aStep('b', { status: 'cancelled' }),
      aStep('c', { status: 'stuck', failure: refused }),
      aStep('a', { status: 'skipped' }),
    ];
    expect(nodeStates({ graph: view.graph, steps, nodes: factsOf(steps) })).toEqual({
      b: { status: 'cancelled' },
      c: { status: 'stuck', text: '422: reason_code missing' },
    });
  });

  it('names each item, round, part and repetition', () => {
    const loop = aView({
      nodes: [
        aNode('each', { type: 'for-each' }),
        aNode('until', { type: 'repeat-until', parentId: 'each' }),
        aNode('in', { parentId: 'until' }),
      ],
    });
    const steps = [
      aStep('in', { path: '0.1' }),
      aStep('in', { path: '2.0', generation: 0 }),
      aStep('in', { path: '2.0', key: 'again', generation: 1 }),
    ];
    expect(executionNames(loop, steps)).toEqual([
      'Item 1, round 2',
      'Item 3, round 1, time 1',
      'Item 3, round 1, time 2',
    ]);
  });
});

describe('an incident', () => {
  const step = aStep('refund', {
    title: 'Refund',
    status: 'stuck',
    failure: refused,
    operation: 'http.request',
    input: { method: 'POST', url: 'https://desk.example/refunds' },
    attempts: [1, 2, 3, 4, 5].map((number) => ({ number, startedAt: began + number * 120_000 })),
  });

  it('reads as sentences', () => {
    const view = aView({ run: { state: 'stuck' }, sameCauseCount: 1 });
    expect(incidentSentence(view, step)).toBe('Refund was refused with 422: reason_code missing.');
    expect(incidentDetail(view, step)).toBe(
      'Tried 5 times over 10 min. It was refused, so nothing happened there. 1 other run is stuck for the same reason.',
    );
  });

  it('never says that nothing happened unless that is known', () => {
    const { effect: _effect, ...unknown } = refused;
    const detail = incidentDetail(aView(), { ...step, failure: unknown });
    expect(detail).toBe('Tried 5 times over 10 min.');
    expect(incidentDetail(aView(), { ...step, operation: 'mail.send' })).toContain('Nothing was sent.');
  });

  it('says what resuming comes to', () => {
    const view = aView({
      nodes: [aNode('a'), aNode('refund'), aNode('ask', { type: 'approval', title: 'Reply' })],
      edges: [
        ['a', 'refund'],
        ['refund', 'ask'],
      ],
      steps: [aStep('a'), step],
    });
    expect(ifYouResume(view, step)).toBe(
      '1 finished step is kept. Refund is done again. Reply follows and asks you first. Nothing that was sent is sent again.',
    );
    const ambiguous = { ...step, failure: { code: 'AMBIGUOUS_EFFECT', message: '?' } };
    expect(ifYouResume(view, ambiguous)).not.toContain('Nothing that was sent');
  });

  it('shows the request that went out and the answer that came back', () => {
    expect(
      requestText({
        operation: 'http.request',
        input: { method: 'POST', url: 'https://d.example/r', query: { a: 1 }, headers: {}, body: { n: 1 } },
      }),
    ).toBe('POST https://d.example/r?a=1\n\n{ "n": 1 }');
    expect(failureText(refused)).toBe('422 Unprocessable Content\n{ "error": "reason_code missing" }');
    expect(failureText({ code: 'AI_REFUSED', message: 'No.', details: { effect: 'unknown' } })).toBe(
      'AI_REFUSED\nNo.',
    );
  });

  it('says of a loop which item is done again', () => {
    const nodes = [aNode('each', { type: 'for-each' }), aNode('refund', { parentId: 'each' })];
    expect(ifYouResume(aView({ nodes, steps: [] }), { ...step, path: '3' })).toContain(
      'Refund, item 4, is done again.',
    );
  });

  it('offers the tabs there is something to see in', () => {
    expect(stepTabs(step).map(({ label }) => label)).toEqual(['Last try', 'All 5', 'Input']);
    expect(stepTabs(aStep('a', { output: 1 })).map(({ label }) => label)).toEqual(['Output']);
    expect(stepTabs(aStep('a', { status: 'running' }))).toEqual([]);
  });
});

describe('a value typed as JSON', () => {
  it('is read, or refused with the place', () => {
    expect(readJson('{"a": [1]}')).toEqual({ ok: true, value: { a: [1] } });
    expect(readJson('{\n  "a": x\n}')).toEqual({
      ok: false,
      message: 'This is not JSON: “x” does not belong in line 2, column 8.',
    });
    expect(readJson('  ').ok).toBe(false);
    expect(readJson('{"a"')).toMatchObject({ ok: false, message: 'This is not JSON: it ends too early.' });
    const places = ['{"a": 1,}', '[1 2]', '{a: 1}', '01', '"x', '[1]]', "['x']", '{"a" 1}'].map(jsonErrorAt);
    expect(places).toEqual([8, 3, 1, 1, 0, 3, 1, 5]);
  });

  it('is written on one line while it is short, and reads back as it was', () => {
    expect(jsonText({ a: 1, b: [true, null] })).toBe('{ "a": 1, "b": [true, null] }');
    const long = { text: 'x'.repeat(60), list: [{ a: {} }, []] };
    expect(jsonText(long).split('\n')).toHaveLength(4);
    expect(JSON.parse(jsonText(long))).toEqual(long);
  });

  it('begins in the shape that the step is drawn to give', () => {
    const { graph } = aView({
      nodes: [aNode('r', { type: 'http-request', config: { method: 'GET', url: 'https://a.example' } })],
    });
    const schema = expectedOutput(graph, 'r');
    const start = emptyValue(schema);
    expect(start).toMatchObject({ status: 0, headers: {} });
    expect(outputHints(schema, start)).toEqual([]);
    expect(outputHints(schema, { headers: {}, body: 1 })).toEqual(['status: This is needed.']);
    expect(expectedOutput(graph, 'gone')).toEqual({});
  });
});

describe('the live view', () => {
  it('takes no picture without steps for one with them', () => {
    const full = aView({ steps: [aStep('a')] });
    expect(isNews(full, aView())).toBe(false);
    expect(isNews(aView(), full)).toBe(true);
    expect(isNews(undefined, aView())).toBe(true);
    expect(isNews(undefined, aView({ run: { state: 'stuck' } }))).toBe(false);
  });
});
