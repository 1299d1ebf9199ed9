import { evaluate, typeScopeFrom } from '@dayshift/expressions';
import { describe, expect, it } from 'vitest';
import { aGraph, aNode } from '../../graph/graph-builders.test-support.ts';
import { expressionInWords } from './expression-words.ts';
import { fieldTitleOf } from './field-title.ts';
import { pathInWords } from './path-words.ts';
import { pickerTree } from './picker-tree.ts';
import { placeholderInWords } from './placeholder-words.ts';
import { sampleScopeAt } from './sample-scope.ts';
import { valueInWords } from './value-words.ts';

const graph = aGraph([
  aNode('n1', { key: 'load', title: 'Load orders' }),
  aNode('each', { type: 'for-each', key: 'each', config: { items: 'steps.load.orders' } }),
  aNode('in', { key: 'inner', parentId: 'each' }),
]);
const samples = { trigger: { from: 'a@b.example' }, outputs: { n1: { orders: [{ id: 7 }], 'odd name': 1 } } };

describe('what a field can read', () => {
  const scope = typeScopeFrom({
    variables: {
      worker: { type: 'object', properties: { timeZone: { type: 'string' } } },
      trigger: { type: 'object', properties: { from: { type: 'string', title: 'Sender' } } },
    },
    steps: {
      load: {
        schema: { type: 'object', properties: { orders: { type: 'array', items: {} } } },
        title: 'Load orders',
      },
    },
  });

  it('is a tree of known fields and of what the last run had', () => {
    const tree = pickerTree(scope, sampleScopeAt(graph, 'in', samples).scope);
    expect(tree.map((node) => node.path)).toEqual(['steps.load', 'trigger', 'worker']);
    expect(tree[0]?.children.map((node) => node.path)).toEqual([
      'steps.load.orders',
      'steps.load["odd name"]',
    ]);
    expect(tree[0]?.children[0]?.children[0]?.children[0]).toMatchObject({
      path: 'steps.load.orders[0].id',
      sample: 7,
    });
    expect(tree[2]?.children[0]).toMatchObject({ label: 'time zone', path: 'worker.timeZone' });
    expect(tree[1]?.children[0]).toMatchObject({
      label: 'Sender',
      path: 'trigger.from',
      sample: 'a@b.example',
    });
  });

  it('shows what starts the playbook once, under the title of that step', () => {
    const both = typeScopeFrom({
      variables: { trigger: { type: 'object', properties: { subject: { type: 'string' } } } },
      steps: {
        form: { schema: { type: 'object', properties: { subject: { type: 'string' } } }, title: 'Form' },
      },
    });
    const tree = pickerTree(both, {}, { key: 'form', title: 'Form' });
    expect(tree.map((node) => [node.label, node.path])).toEqual([['Form', 'trigger']]);
  });

  it('gives paths that can be evaluated', () => {
    const at = sampleScopeAt(graph, 'in', samples).scope;
    expect(evaluate('steps.load["odd name"]', at)).toEqual({ ok: true, value: 1 });
    expect(evaluate('item.id', at)).toEqual({ ok: true, value: 7 });
  });

  it('falls back to the examples that authors gave, before the first run', () => {
    const drawn = aGraph([
      aNode('w', { type: 'webhook', key: 'hook', config: { example: { id: 5 } } }),
      aNode('h', { type: 'http-request', key: 'load', config: { example: { total: 49 } } }),
    ]);
    const before = sampleScopeAt(drawn, 'h', { outputs: {} });
    expect(before.origin).toBe('example');
    expect(evaluate('steps.load.body.total', before.scope)).toEqual({ ok: true, value: 49 });
    expect(evaluate('trigger.body.id', before.scope)).toEqual({ ok: true, value: 5 });
    expect(sampleScopeAt(drawn, 'h', { runId: 'r', outputs: {} }).origin).toBe('run');
  });
});

describe('words', () => {
  it('say a path, a value and a field as an author would', () => {
    expect(pathInWords('steps.load.orderTotal', graph)).toBe('Load orders › order total');
    expect(pathInWords('trigger.from', graph)).toBe('Start › from');
    expect(pathInWords('steps.load["odd name"][0].id', graph)).toBe('Load orders › odd name › first › id');
    expect(pathInWords('min(steps.load.a, 1)', graph)).toBeUndefined();
    expect(pathInWords('steps.gone.a', graph)).toBeUndefined();
    expect(valueInWords('10442')).toBe('“10442”');
    expect(valueInWords([1])).toBe('a list of 1');
    expect(fieldTitleOf('switch', 'cases.0.when')).toBe('Cases 1 › When');
    expect(fieldTitleOf('http-request', 'url')).toBe('URL');
  });

  const typed = typeScopeFrom({
    variables: {
      trigger: { type: 'object', properties: { fromName: { type: 'string', title: 'Sender’s name' } } },
    },
  });
  const mailed = aGraph([
    aNode('m', { type: 'mail-received', key: 'mail', title: 'Mail received' }),
    aNode('n'),
  ]);

  it('say a value as the picker shows it: by its step and its title', () => {
    expect(pathInWords('trigger.fromName', mailed, typed)).toBe('Mail received › Sender’s name');
    expect(expressionInWords('string(trigger.fromName)', mailed, typed)?.text).toBe(
      'Mail received › Sender’s name',
    );
    expect(expressionInWords('trigger.fromName.orValue("you")', mailed, typed)?.text).toBe(
      'Mail received › Sender’s name, else “you”',
    );
    expect(expressionInWords('worker.manager.orValue("Anyone")', mailed, typed)?.text).toBe(
      'The worker’s manager',
    );
  });

  it('show an example of a text without braces', () => {
    expect(placeholderInWords('Re: {{ trigger.subject }} for {{ trigger.from }}')).toBe(
      'Re: ‹subject› for ‹the sender›',
    );
    expect(placeholderInWords('plain')).toBe('plain');
  });

  it('say what is computed by the names it is computed from, and nothing of what cannot be read', () => {
    expect(expressionInWords('trigger.fromName + ", " + n', mailed, typed)).toEqual({
      text: 'Sender’s name + ", " + n',
      isPlain: false,
    });
    expect(expressionInWords('trigger.fromName.upper()', mailed, typed)?.text).toBe('Sender’s name.upper()');
    expect(expressionInWords('trigger.fromName +', mailed, typed)).toBeUndefined();
  });
});
