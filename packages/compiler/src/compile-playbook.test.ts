import { createHash } from 'node:crypto';
import { evaluate, evaluateValue } from '@dayshift/expressions';
import type { Graph, Json, JsonObject, Step } from '@dayshift/model';
import { describe, expect, test } from 'vitest';
import { aGraph, answerOrRefund, told } from './a-graph.test-support.ts';
import { compilePlaybook } from './compile-playbook.ts';
import { sha256 } from './sha256.ts';

const name = { playbookId: 'pb_1', version: 3 };
const compile = (graph: Graph) => compilePlaybook(graph, name);
const errors = (graph: Graph) => told(compile(graph).problems.filter(({ severity }) => severity === 'error'));

function planOf(graph: Graph) {
  const { plan, problems } = compile(graph);
  if (!plan) throw new Error(JSON.stringify(problems, null, 1));
  return plan;
}

function stepOf(graph: Graph, id: string): Step {
  const step = planOf(graph).steps.find((each) => each.id === id);
  if (!step) throw new Error(`no step ${id}`);
  return step;
}

const start = { type: 'manual' } as const;
const set = (fields: Record<string, string>) => ({ type: 'set-fields', config: { fields } });

describe('a playbook compiles to a plan', () => {
  test('“Answer or refund” has no errors and one step per box, more where a person may be asked', () => {
    const graph = answerOrRefund();
    expect(errors(graph)).toEqual([]);
    const plan = planOf(graph);
    expect(plan).toMatchObject({
      formatVersion: 1,
      playbookId: 'pb_1',
      version: 3,
      scopes: [{ id: 'root', kind: 'root' }],
    });
    expect(plan.steps.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
      'mail trigger',
      'customer call',
      'orders call',
      'understand call',
      'about switch',
      'draft call',
      'refund.choose switch',
      'refund.ask approve',
      'refund call',
      'holding call',
      'reply.ask approve',
      'reply call',
      'answered end',
      'handed_over end',
    ]);
    expect(JSON.parse(JSON.stringify(plan))).toStrictEqual(plan);
  });

  test('what a person saw is what is executed', () => {
    const graph = answerOrRefund();
    expect(stepOf(graph, 'reply')).toMatchObject({
      kind: 'call',
      approvedBy: 'reply.ask',
      key: 'reply',
      queue: 'effects',
    });
    expect(stepOf(graph, 'reply.ask')).toMatchObject({
      request: {
        title: 'Reply, after a yes',
        action: {
          operation: 'mail.send',
          input: { to: '{{ string(trigger.from) }}', subject: 'Re: {{ trigger.subject }}' },
        },
        dueSeconds: 14_400,
      },
      ports: [
        { name: 'approved', to: ['reply'] },
        { name: 'rejected', to: ['handed_over'] },
        { name: 'expired', to: ['handed_over'] },
      ],
    });
    expect(stepOf(graph, 'refund.choose')).toMatchObject({
      cases: [{ port: 'ask', when: 'steps.understand.amount.orValue(0) > 50' }],
      otherwise: 'alone',
      ports: [
        { name: 'ask', to: ['refund.ask'] },
        { name: 'alone', to: ['refund'] },
      ],
    });
    expect(stepOf(graph, 'about').ports).toEqual([
      { name: 'how-to', to: ['draft'] },
      { name: 'billing', to: ['refund.choose'] },
      { name: 'otherwise', to: ['holding'] },
    ]);
  });

  test('an error port exists only where an arrow leads from it', () => {
    const graph = answerOrRefund();
    expect(stepOf(graph, 'refund').ports.map((port) => port.name)).toEqual(['done', 'error']);
    expect(stepOf(graph, 'customer').ports.map((port) => port.name)).toEqual(['done']);
  });

  test('a step keeps the patience of its operation, and the author’s own over it', () => {
    const graph = aGraph(
      {
        start,
        load: {
          type: 'http-request',
          config: { method: 'GET', url: 'https://a.example' },
          patience: { attempts: 2 },
        },
        post: { type: 'http-request', config: { method: 'POST', url: 'https://a.example' } },
      },
      ['start:out>load', 'load:done>post'],
    );
    expect(stepOf(graph, 'load')).toMatchObject({
      effect: 'read',
      patience: { attempts: 2, timeoutSeconds: 30 },
    });
    expect(stepOf(graph, 'post')).toMatchObject({ effect: 'none', patience: { attempts: 5 } });
  });

  test('containers become scopes', () => {
    const graph = aGraph(
      {
        start: { type: 'webhook', config: { respond: 'accepted', example: { lines: [{ price: 2 }] } } },
        each: {
          type: 'for-each',
          config: { items: 'trigger.body.lines', concurrency: 3, collect: '{{ steps.double.p }}' },
        },
        double: { ...set({ p: '{{ item.price * 2 + index }}' }), parentId: 'each' },
        again: {
          type: 'repeat-until',
          config: { until: 'steps.inner.n > 3', max: 5, collect: '{{ steps.inner.n }}' },
          parentId: 'each',
        },
        inner: { ...set({ n: '{{ index + steps.double.p }}' }), parentId: 'again' },
        sum: set({ total: '{{ sum(steps.each.items) }}' }),
      },
      ['start:out>each', 'double:done>again', 'each:done>sum'],
    );
    expect(errors(graph)).toEqual([]);
    const plan = planOf(graph);
    expect(plan.scopes).toEqual([
      { id: 'root', kind: 'root' },
      {
        id: 'each.body',
        kind: 'map',
        parentId: 'root',
        items: '{{ trigger.body.lines }}',
        concurrency: 3,
        collect: '{{ steps.double.p }}',
      },
      {
        id: 'again.body',
        kind: 'loop',
        parentId: 'each.body',
        until: 'steps.inner.n > 3',
        max: 5,
        collect: '{{ steps.inner.n }}',
      },
    ]);
    expect(plan.steps.map(({ id, scopeId }) => `${id} in ${scopeId}`)).toEqual([
      'start in root',
      'each in root',
      'double in each.body',
      'again in each.body',
      'inner in again.body',
      'sum in root',
    ]);
    expect(stepOf(graph, 'again')).toMatchObject({
      kind: 'scope',
      bodyScopeId: 'again.body',
      ports: [{ name: 'done', to: [] }],
    });
  });

  test('what is switched off is passed through', () => {
    const graph = aGraph(
      {
        start,
        a: { ...set({ x: '1' }), isDisabled: true },
        b: { ...set({ y: '1' }), isDisabled: true },
        c: set({ z: '1' }),
      },
      ['start:out>a', 'a:done>b', 'b:done>c'],
    );
    expect(planOf(graph).steps.map(({ id }) => id)).toEqual(['start', 'c']);
    expect(stepOf(graph, 'start').ports).toEqual([{ name: 'out', to: ['c'] }]);
  });

  test('a playbook of which every trigger is off keeps its plan, for runs that are open; one of several is left out', () => {
    const off = { ...start, isDisabled: true };
    const all = aGraph({ off, a: set({ x: '1' }) }, ['off:out>a']);
    expect(compilePlaybook(all, { playbookId: 'x', version: 1 }).problems).toMatchObject([
      { code: 'PB1009', nodeId: 'off', severity: 'warning' },
    ]);
    expect(planOf(all).steps.map(({ id }) => id)).toEqual(['off', 'a']);
    const one = aGraph({ off, start, a: set({ x: '1' }) }, ['off:out>a', 'start:out>a']);
    expect(planOf(one).steps.map(({ id }) => id)).toEqual(['start', 'a']);
  });

  test('what is switched off and leads to itself is passed through too', () => {
    const graph = aGraph({ start, a: { ...set({ x: '1' }), isDisabled: true }, b: set({ x: '1' }) }, [
      'start:out>a',
      'a:done>a',
      'a:done>b',
    ]);
    expect(stepOf(graph, 'start').ports).toEqual([{ name: 'out', to: ['b'] }]);
  });

  test('a circle past what is switched off is still a circle', () => {
    const graph = aGraph({ start, a: set({ x: '1' }), off: { ...set({ x: '1' }), isDisabled: true } }, [
      'start:out>a',
      'a:done>off',
      'off:done>a',
    ]);
    expect(errors(graph)).toEqual(['PB2003 a']);
  });

  test('a thousand steps that are all switched off, all connected, have an answer', () => {
    const nodes: Parameters<typeof aGraph>[0] = { start };
    const arrows: string[] = [];
    for (let index = 0; index < 990; index += 1) {
      nodes[`n${index}`] = { ...set({ x: '1' }), isDisabled: index > 200 && index < 800 };
      for (const step of [1, 7, 31, 211]) arrows.push(`n${index}:done>n${(index * step + step) % 990}`);
    }
    expect(errors(aGraph(nodes, arrows)).length).toBeGreaterThan(0);
  });

  test('the hash binds what runs, and not where it is drawn', () => {
    const graph = answerOrRefund();
    const moved = {
      ...graph,
      nodes: graph.nodes.map((node) => ({ ...node, position: { x: 5, y: 7 } })),
      notes: [],
    };
    const changed = structuredClone(graph);
    changed.nodes[9]!.config.outcome = 'other';
    expect(planOf(moved).hash).toBe(planOf(graph).hash);
    expect(planOf(changed).hash).not.toBe(planOf(graph).hash);
    expect(compilePlaybook(graph, { playbookId: 'x', version: 9 }).plan?.hash).toBe(planOf(graph).hash);
    expect(planOf(graph).hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('our SHA-256 is the one everybody has', () => {
    for (const length of [0, 1, 55, 56, 63, 64, 65, 1_000, 100_000]) {
      const text = 'aé👍'.repeat(length).slice(0, length);
      expect(sha256(text)).toBe(
        createHash('sha256')
          .update(Buffer.from(new TextEncoder().encode(text)))
          .digest('hex'),
      );
    }
  });
});

describe('problems name the node and the field', () => {
  test.each<[string, Graph, string[]]>([
    ['nothing starts it', aGraph({ a: set({ x: '1' }) }), ['PB1001 -']],
    ['an unknown type', aGraph({ start, a: { type: 'teleport' } }, ['start:out>a']), ['PB1008 a']],
    [
      'a newer node',
      aGraph({ start, a: { ...set({ x: '1' }), typeVersion: 9 } }, ['start:out>a']),
      ['PB1008 a'],
    ],
    ['a newer format', { ...aGraph({ start }), formatVersion: 2 }, ['PB1010 -']],
    ['a dangling arrow', aGraph({ start }, ['start:out>gone']), ['PB1004 start']],
    ['an unknown way out', aGraph({ start, a: set({ x: '1' }) }, ['start:out>a', 'a:maybe>a']), ['PB1004 a']],
    [
      'a way into a trigger',
      aGraph({ start, a: set({ x: '1' }) }, ['start:out>a', 'a:done>start']),
      ['PB1005 a'],
    ],
    [
      'a circle',
      aGraph({ start, a: set({ x: '1' }), b: set({ x: '1' }) }, ['start:out>a', 'a:done>b', 'b:done>a']),
      ['PB2003 a'],
    ],
    [
      'a step that leads to itself',
      aGraph({ start, a: set({ x: '1' }) }, ['start:out>a', 'a:done>a']),
      ['PB2003 a'],
    ],
    [
      'an arrow over a border',
      aGraph(
        {
          start,
          each: { type: 'for-each', config: { items: '[1]' } },
          a: { ...set({ x: '1' }), parentId: 'each' },
          b: set({ x: '1' }),
        },
        ['start:out>each', 'a:done>b', 'each:done>b'],
      ),
      ['PB2005 a'],
    ],
    [
      'a container that is none',
      aGraph({ start, a: { ...set({ x: '1' }), parentId: 'start' } }, ['start:out>a']),
      ['PB1012 a'],
    ],
    [
      'a container inside itself',
      aGraph({ start, a: { type: 'for-each', config: { items: '[1]' }, parentId: 'a' } }, ['start:out>a']),
      ['PB1012 a'],
    ],
    [
      'a trigger in a container',
      aGraph(
        {
          start,
          each: { type: 'for-each', config: { items: '[1]' } },
          t: { type: 'manual', parentId: 'each' },
        },
        ['start:out>each'],
      ),
      ['PB1013 t'],
    ],
    [
      'a key used twice',
      aGraph({ start, a: set({ x: '1' }), b: { ...set({ x: '1' }), key: 'a' } }, ['start:out>a', 'a:done>b']),
      ['PB1011 b.key'],
    ],
    [
      'a wrong shape',
      aGraph({ start, a: { type: 'wait', config: { how: 7 } } }, ['start:out>a']),
      ['PB3008 a.how'],
    ],
    [
      'an unknown field',
      aGraph({ start, a: { type: 'end', config: { outcome: 'x', extra: 1 } } }, ['start:out>a']),
      ['PB3008 a.extra'],
    ],
    [
      'something missing',
      aGraph({ start, a: { type: 'send-mail', config: { to: '', subject: 'x', text: 'y' } } }, [
        'start:out>a',
      ]),
      ['PB3008 a.to'],
    ],
    [
      'a bad cron',
      aGraph({ start: { type: 'schedule', config: { cron: '99 * * * *', timeZone: 'Mars/Base' } } }),
      ['PB3008 start.cron', 'PB3008 start.timeZone'],
    ],
    [
      'an unknown variable',
      aGraph({ start, a: set({ x: '{{ steps.nope.x }}' }) }, ['start:out>a']),
      ['PB3002 a.fields.x'],
    ],
    [
      'an unreadable expression',
      aGraph({ start, a: set({ x: 'Hi {{ 1 + }}' }) }, ['start:out>a']),
      ['PB3001 a.fields.x'],
    ],
    [
      'a condition that is none',
      aGraph({ start, a: { type: 'switch', config: { cases: [{ port: 'a', when: '1 + 1' }] } } }, [
        'start:out>a',
      ]),
      ['PB3003 a.cases.0.when'],
    ],
    [
      'a list that is none',
      aGraph({ start, a: { type: 'for-each', config: { items: '"x"' } } }, ['start:out>a']),
      ['PB3003 a.items'],
    ],
    [
      'waits in the wrong order',
      aGraph(
        {
          start,
          a: {
            type: 'http-request',
            config: { method: 'GET', url: 'https://a.example' },
            patience: { firstRetrySeconds: 60, longestRetrySeconds: 5 },
          },
        },
        ['start:out>a'],
      ),
      ['PB4006 a.patience.firstRetrySeconds'],
    ],
  ])('%s', (_, graph, expected) => {
    expect(errors(graph)).toEqual(expected);
    expect(compile(graph).plan).toBeUndefined();
  });

  test('two nodes with one id', () => {
    const graph = aGraph({ start, a: set({ x: '1' }) }, ['start:out>a']);
    expect(errors({ ...graph, nodes: [...graph.nodes, graph.nodes[1]!] })).toEqual(['PB1003 a']);
  });

  test('1,001 nodes', () => {
    const nodes = Object.fromEntries(
      Array.from({ length: 1_001 }, (_, index) => [`n${index}`, set({ x: '1' })]),
    );
    expect(errors(aGraph(nodes))).toEqual(['PB7002 -']);
  });

  test('nine containers in each other', () => {
    const nodes: Parameters<typeof aGraph>[0] = { start };
    for (let depth = 0; depth < 10; depth += 1) {
      nodes[`c${depth}`] = {
        type: 'for-each',
        config: { items: '[1]' },
        ...(depth > 0 ? { parentId: `c${depth - 1}` } : {}),
      };
    }
    expect(errors(aGraph(nodes, ['start:out>c0']))).toEqual(['PB7003 c9']);
  });

  test('a circle names its steps and its arrow', () => {
    const graph = aGraph(
      { start, a: { ...set({ x: '1' }), title: 'Ask' }, b: { ...set({ x: '1' }), title: 'Check' } },
      ['start:out>a', 'a:done>b', 'b:done>a'],
    );
    expect(compile(graph).problems[0]).toMatchObject({
      message: 'These steps go round in a circle: “Ask” → “Check” → “Ask”.',
      edgeId: 'e2',
    });
  });

  test('positions count into the field’s text', () => {
    const graph = aGraph({ start: { type: 'mail-received' }, a: set({ x: 'To {{ trigger.fron }}' }) }, [
      'start:out>a',
    ]);
    expect(compile(graph).problems[0]).toMatchObject({
      code: 'PB3002',
      nodeId: 'a',
      field: 'fields.x',
      range: { start: 14, end: 18 },
      hint: 'Did you mean from?',
    });
  });

  test('what only ends a way is said, and does not stop a publish', () => {
    const graph = aGraph(
      {
        start,
        which: { type: 'switch', config: { cases: [{ port: 'a', when: 'true' }] } },
        ask: { type: 'approval', config: { title: 'Go on?' } },
        lost: set({ x: '1' }),
        empty: { type: 'for-each', config: { items: '[1]' } },
      },
      ['start:out>which', 'which:a>ask', 'ask:approved>empty'],
    );
    const { problems, plan } = compile(graph);
    expect(told(problems)).toEqual([
      'PB1006 lost',
      'PB2010 which',
      'PB5003 ask',
      'PB5004 ask',
      'PB1007 empty',
    ]);
    expect(plan?.steps.map(({ id }) => id)).not.toContain('lost');
  });
});

describe('an approval before a step that asks itself', () => {
  const mail = (decides: string) => ({
    type: 'send-mail',
    config: { to: 'a@b.example', subject: 'Hi', text: 'Hi', gate: { decides } },
  });
  const hintsOf = (decides: string, arrow: string) =>
    compile(
      aGraph({ start, ask: { type: 'approval', config: { title: 'Send it?' } }, mail: mail(decides) }, [
        'start:out>ask',
        arrow,
      ]),
    ).problems.filter(({ code }) => code === 'PB5005');

  test('is hinted at, since a person is asked twice', () => {
    expect(hintsOf('ask', 'ask:approved>mail')[0]).toMatchObject({
      severity: 'info',
      nodeId: 'mail',
      message: 'A person is asked twice: at “ask”, and again before this.',
    });
    expect(hintsOf('alone', 'ask:approved>mail')).toEqual([]);
    expect(hintsOf('ask', 'ask:rejected>mail')).toEqual([]);
  });
});

describe('a switch', () => {
  const form = {
    type: 'manual',
    config: {
      fields: [
        { name: 'intent', kind: 'choice', options: ['billing', 'how_to'] },
        { name: 'count', kind: 'number' },
        { name: 'text', kind: 'text' },
      ] as JsonObject[],
    },
  };
  const switchOn = (on: string, ...is: (string | number | boolean)[]) =>
    aGraph(
      {
        form,
        way: {
          type: 'switch',
          config: { on, cases: is.map((value, index) => ({ port: `p${index}`, is: value })) },
        },
      },
      ['form:out>way'],
    );
  const takes = (on: string, is: string | number | boolean, trigger: Json) => {
    const step = stepOf(switchOn(on, is), 'way');
    const result = evaluate(step.kind === 'switch' ? (step.cases[0]?.when ?? '') : '', { trigger });
    return result.ok ? result.value : result.failure.code;
  };

  test.each([
    ['trigger.count', '10', { count: 10 }, true],
    ['trigger.count', 10, { count: '10' }, true],
    ['trigger.count // how many', '10', { count: 10 }, true],
    ['trigger.count', '10', { count: 11 }, false],
    ['trigger.text', 'yes', { text: 'yes' }, true],
    ['trigger.text == "a"', 'true', { text: 'a' }, true],
    ['trigger.text', '10', { text: '010' }, false],
    ['trigger.count', '10', {}, 'MISSING_REFERENCE'],
  ])('by %s with the case %j and %j is %j', (on, is, trigger, taken) => {
    expect(takes(on, is, trigger)).toBe(taken);
  });

  test('says which of its cases can never be', () => {
    const warnings = (graph: Graph) =>
      compile(graph).problems.flatMap(({ code, field, message, hint }) =>
        code === 'PB3014' ? [`${field}: ${message} ${hint ?? ''}`.trim()] : [],
      );
    expect(warnings(switchOn('trigger.intent', 'biling', 'how_to'))).toEqual([
      'cases.0.is: This can never be “biling”. Did you mean billing?',
    ]);
    expect(warnings(switchOn('trigger.count', '10', 'ten', true))).toEqual([
      'cases.1.is: A number is never the same as “ten”.',
      'cases.2.is: A number is never the same as “true”.',
    ]);
    expect(warnings(switchOn('trigger.text', 'ten', 10))).toEqual([]);
  });
});

describe('a wait until a day', () => {
  const aDay = { type: 'manual', config: { fields: [{ name: 'day', kind: 'date' }] } };
  const waitUntil = (config: JsonObject) =>
    aGraph({ aDay, nap: { type: 'wait', config: { how: 'until', ...config } } }, ['aDay:out>nap']);
  const untilOf = (config: JsonObject) => {
    const step = stepOf(waitUntil(config), 'nap');
    const result = evaluateValue(step.kind === 'wait' ? (step.until ?? null) : null, {
      trigger: { day: '2026-12-01' },
    });
    return result.ok ? result.value : result.failure.code;
  };

  test('that a form gives wants a time zone', () => {
    expect(errors(waitUntil({ until: '{{ trigger.day }}' }))).toEqual(['PB3003 nap.until']);
    expect(errors(waitUntil({ until: '2026-12-01' }))).toEqual(['PB3008 nap.until']);
    expect(errors(waitUntil({ until: '2026-12-01', timeZone: 'Europe/Atlantis' }))).toEqual([
      'PB3008 nap.timeZone',
    ]);
    expect(errors(waitUntil({ until: '{{ trigger.day }}', timeZone: 'Europe/Berlin' }))).toEqual([]);
  });

  test.each([
    ['{{ trigger.day }}', '2026-11-30T23:00:00.000Z'],
    ['{{ trigger.day // the day }}', '2026-11-30T23:00:00.000Z'],
    ['{{ trigger.day }}T09:30', '2026-12-01T08:30:00.000Z'],
    ['2026-12-01', '2026-11-30T23:00:00.000Z'],
    ['{{ timestamp(trigger.day, "UTC") }}', '2026-12-01T00:00:00.000Z'],
    ['2026-12-01T09:30:00+05:00', '2026-12-01T04:30:00.000Z'],
  ])('is read on the clocks of its zone: %s', (until, instant) => {
    expect(untilOf({ until, timeZone: 'Europe/Berlin' })).toBe(instant);
  });

  test('is left as it is drawn without one', () => {
    expect(untilOf({ until: '2026-12-01T09:30:00+05:00' })).toBe('2026-12-01T09:30:00+05:00');
  });
});

describe('a request', () => {
  const problemsOf = (config: JsonObject) =>
    compile(aGraph({ start, ask: { type: 'http-request', config } }, ['start:out>ask']))
      .problems.filter(({ severity }) => severity === 'error')
      .map(({ code, field }) => `${code} ${field}`);

  test('takes a list in its query, and no object', () => {
    const query = {
      tag: ['a', 'b'],
      all: '{{ ["a"].map(x, x + "b") }}',
      bad: { b: 1 },
      worse: '{{ [{"a": 1}] }}',
    };
    expect(problemsOf({ method: 'GET', url: 'https://desk.example', query })).toEqual([
      'PB3003 query.bad',
      'PB3003 query.worse',
    ]);
  });
});

describe('a step may be read where it has run for certain', () => {
  const choose = {
    type: 'switch',
    config: {
      cases: [
        { port: 'a', when: 'true' },
        { port: 'b', when: 'true' },
      ],
    },
  };
  const ask = { type: 'approval', config: { title: 'Go on?' } };
  const http = { type: 'http-request', config: { method: 'GET', url: 'https://a.example' } };
  const reads = (key: string) => set({ x: `{{ steps.${key}.x }}` });
  const one = set({ x: '1' });

  test.each<[string, Graph, string[]]>([
    [
      'after both of two parallel branches',
      aGraph({ start, a: one, b: one, join: set({ x: '{{ steps.a.x + steps.b.x }}' }) }, [
        'start:out>a',
        'start:out>b',
        'a:done>join',
        'b:done>join',
      ]),
      [],
    ],
    [
      'not in a parallel branch',
      aGraph({ start, a: one, b: reads('a') }, ['start:out>a', 'start:out>b']),
      ['PB3002 b.fields.x'],
    ],
    [
      'not the one branch of a switch after it',
      aGraph({ start, choose, a: one, b: one, join: reads('a') }, [
        'start:out>choose',
        'choose:a>a',
        'choose:b>b',
        'choose:otherwise>b',
        'a:done>join',
        'b:done>join',
      ]),
      ['PB3004 join.fields.x'],
    ],
    [
      'within the same branch',
      aGraph({ start, choose, a: one, b: reads('a') }, ['start:out>choose', 'choose:a>a', 'a:done>b']),
      [],
    ],
    [
      'what lies before a switch, behind it',
      aGraph({ start, a: one, choose, b: one, join: reads('a') }, [
        'start:out>a',
        'a:done>choose',
        'choose:a>b',
        'choose:otherwise>join',
        'b:done>join',
      ]),
      [],
    ],
    [
      'after all branches have met again',
      aGraph({ start, choose, a: one, b: one, meet: one, end: reads('meet') }, [
        'start:out>choose',
        'choose:a>a',
        'choose:b>b',
        'choose:otherwise>b',
        'a:done>meet',
        'b:done>meet',
        'meet:done>end',
      ]),
      [],
    ],
    [
      'a parallel branch inside a branch',
      aGraph(
        {
          start,
          choose,
          a: one,
          p: one,
          q: one,
          join: set({ x: '{{ steps.p.x + steps.q.x + steps.a.x }}' }),
        },
        ['start:out>choose', 'choose:a>a', 'a:done>p', 'a:done>q', 'p:done>join', 'q:done>join'],
      ),
      [],
    ],
    [
      'not after a failure',
      aGraph({ start, http, x: { ...set({ x: '{{ steps.http.body }}' }) } }, [
        'start:out>http',
        'http:error>x',
      ]),
      ['PB3004 x.fields.x'],
    ],
    [
      'not where success and failure meet',
      aGraph({ start, http, x: { ...set({ x: '{{ steps.http.body }}' }) } }, [
        'start:out>http',
        'http:done>x',
        'http:error>x',
      ]),
      ['PB3004 x.fields.x'],
    ],
    [
      'the error behind a failure, with its code',
      aGraph({ start, http, x: set({ x: '{{ error.code }}' }), y: set({ x: '{{ error.message }}' }) }, [
        'start:out>http',
        'http:error>x',
        'x:done>y',
      ]),
      [],
    ],
    [
      'no error elsewhere',
      aGraph({ start, x: set({ x: '{{ error.code }}' }) }, ['start:out>x']),
      ['PB3002 x.fields.x'],
    ],
    [
      'an answer on all its ways',
      aGraph({ start, ask, x: set({ x: '{{ steps.ask.comment.orValue("") }}' }) }, [
        'start:out>ask',
        'ask:rejected>x',
      ]),
      [],
    ],
    [
      'only with something instead before all of `any` branches',
      aGraph({ start, a: one, b: one, join: { ...reads('a'), join: 'any' } }, [
        'start:out>a',
        'start:out>b',
        'a:done>join',
        'b:done>join',
      ]),
      ['PB3004 join.fields.x'],
    ],
    [
      'two triggers: only their own',
      aGraph({ start, mail: { type: 'mail-received' }, x: set({ x: '{{ steps.mail.subject }}' }) }, [
        'start:out>x',
        'mail:out>x',
      ]),
      ['PB3004 x.fields.x'],
    ],
    [
      'two triggers: what both lead to',
      aGraph({ start, mail: { type: 'mail-received' }, a: one, x: reads('a') }, [
        'start:out>a',
        'mail:out>a',
        'a:done>x',
      ]),
      [],
    ],
    [
      'inside a container, what lies before the container',
      aGraph(
        {
          start,
          a: one,
          each: { type: 'for-each', config: { items: '[1]' } },
          x: { ...reads('a'), parentId: 'each' },
        },
        ['start:out>a', 'a:done>each'],
      ),
      [],
    ],
    [
      'not what is inside a container, from outside',
      aGraph(
        {
          start,
          each: { type: 'for-each', config: { items: '[1]' } },
          x: { ...one, parentId: 'each' },
          y: reads('x'),
        },
        ['start:out>each', 'each:done>y'],
      ),
      ['PB3002 y.fields.x'],
    ],
    [
      'at the end of a body, what ran on every way',
      aGraph(
        {
          start,
          each: { type: 'for-each', config: { items: '[1]', collect: '{{ steps.x.x }}' } },
          x: { ...one, parentId: 'each' },
        },
        ['start:out>each'],
      ),
      [],
    ],
    [
      'not at the end of a body, what ran on one way',
      aGraph(
        {
          start,
          each: { type: 'for-each', config: { items: '[1]', collect: '{{ steps.x.x }}' } },
          choose: { ...choose, parentId: 'each' },
          x: { ...one, parentId: 'each' },
        },
        ['start:out>each', 'choose:a>x'],
      ),
      ['PB3004 each.collect'],
    ],
    [
      'not with a fallback asked for',
      aGraph({ start, choose, a: one, join: set({ x: '{{ steps.a.x.orValue(0) }}' }) }, [
        'start:out>choose',
        'choose:a>a',
        'choose:otherwise>join',
        'a:done>join',
      ]),
      [],
    ],
  ])('%s', (_, graph, expected) => expect(errors(graph)).toEqual(expected));
});
