import { existsSync, readdirSync } from 'node:fs';
import { checkTemplate, typeScopeFrom } from '@dayshift/expressions';
import type { Json, JsonSchema } from '@dayshift/model';
import { findOperation } from '@dayshift/operations';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  fieldsOfConfig,
  findNodeType,
  formSchema,
  isExpressionField,
  nodeTypes,
  portsOf,
  summaryOf,
} from './index.ts';
import type { TypeContext } from './node-type.ts';

const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Field names of an operation's input or output. */
const namesIn = (schema: z.ZodType | undefined, io: 'input' | 'output') =>
  schema
    ? Object.keys((z.toJSONSchema(schema, { io, unrepresentable: 'any' }).properties ?? {}) as object)
    : [];

const anyTypes: TypeContext = { schemaOf: () => ({}), bodySchemaOf: () => ({}) };

test('every folder is a node type and every node type has its folder', () => {
  expect(nodeTypes.map(({ type }) => type).sort()).toEqual(folders.sort());
  for (const folder of folders)
    expect(existsSync(`${import.meta.dirname}/${folder}/${folder}.ts`)).toBe(true);
});

test('titles are said once', () => {
  const titles = nodeTypes.map(({ title }) => title);
  expect(new Set(titles).size).toBe(titles.length);
});

describe.each(nodeTypes.map((nodeType) => [nodeType.type, nodeType] as const))('%s', (type, nodeType) => {
  test('is found by its name', () => expect(findNodeType(type)).toBe(nodeType));

  test('has a form: every field has a title and a control', () => {
    const form = formSchema(nodeType.config);
    expect(JSON.parse(JSON.stringify(form))).toEqual(form);
    expect(form.type).toBe('object');
    const untitled = Object.entries(form.properties as Record<string, JsonSchema>).filter(
      ([, field]) => typeof field.title !== 'string' || typeof field.control !== 'string',
    );
    expect(untitled.map(([name]) => name)).toEqual([]);
  });

  test('its starter has the right shape', () => {
    const reading = nodeType.read(nodeType.starter);
    expect(reading.ok ? [] : reading.issues).toEqual([]);
    expect(summaryOf({ type, config: nodeType.starter }).length).toBeGreaterThan(0);
  });

  test('has a migration from every older version', () => {
    for (let version = 1; version < nodeType.version; version += 1) {
      expect(nodeType.migrations[version]).toBeTypeOf('function');
    }
  });

  test('refuses fields it does not know', () => {
    const reading = nodeType.read({ ...nodeType.starter, surprise: 1 });
    expect(reading.ok).toBe(false);
  });

  test('has examples', () => expect(nodeType.examples.length).toBeGreaterThan(0));

  test.each(nodeType.examples.map((example) => [example.title, example.config] as const))(
    'example “%s” reads, says a sentence and compiles',
    (_, config) => {
      const reading = nodeType.read(config);
      if (!reading.ok) throw new Error(JSON.stringify(reading.issues));
      const { node } = reading;
      expect(node.issues).toEqual([]);

      const sentence = node.summary.map(({ text }) => text).join('');
      expect(sentence.trim()).not.toBe('');
      expect(sentence).not.toContain('\n');
      expect(sentence).not.toContain('undefined');
      expect(sentence.length).toBeLessThan(140);

      const names = node.ports.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      expect(portsOf({ type, config }).outputs).toEqual(node.ports);

      const schema = node.outputSchema(anyTypes);
      expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);

      const fragment = node.compile({ title: 'A step', key: 'a_step', patience: undefined });
      expect(JSON.parse(JSON.stringify(fragment))).toEqual(fragment);
      const parts = fragment.parts.map(({ part }) => part);
      expect(parts).toContain('main');
      expect(parts).toContain(fragment.entry);
      expect(new Set(parts).size).toBe(parts.length);
      const exits = new Set<string>();
      for (const part of fragment.parts) {
        if (part.kind === 'call') {
          const operation = findOperation(part.operation);
          expect(namesIn(operation?.input, 'input')).toEqual(
            expect.arrayContaining(Object.keys(part.input as object)),
          );
          const promised = Object.keys((schema.properties ?? {}) as object);
          if (namesIn(operation?.output, 'output').length > 0) {
            expect(namesIn(operation?.output, 'output').sort()).toEqual(promised.sort());
          }
          if (part.approvedBy !== undefined) expect(parts).toContain(part.approvedBy);
        }
        for (const port of part.ports) {
          if (port.to !== undefined) expect(parts).toContain(port.to);
          if (port.exit !== undefined) exits.add(port.exit);
        }
      }
      for (const name of names) expect(exits).toContain(name);
      expect(Boolean(fragment.body)).toBe(nodeType.isContainer);
    },
  );

  test.each(nodeType.examples.map((example) => [example.title, example.config] as const))(
    'example “%s” has only expressions that can be read',
    (_, config) => {
      const scope = typeScopeFrom({ variables: { trigger: {}, item: {}, index: {}, worker: {}, run: {} } });
      const textsIn = (value: Json | undefined): string[] =>
        typeof value === 'string'
          ? [value]
          : value && typeof value === 'object'
            ? Object.values(value).flatMap(textsIn)
            : [];
      for (const { path, value, meta } of fieldsOfConfig(nodeType, config)) {
        if (meta.holds === undefined) continue;
        expect(isExpressionField(nodeType, path)).toBe(meta.holds === 'expression');
        for (const text of textsIn(value)) {
          const template = meta.holds === 'expression' ? `{{ ${text} }}` : text;
          const problems = checkTemplate(template, scope).problems.filter(({ code }) => code !== 'PB3002');
          expect(problems).toEqual([]);
        }
      }
    },
  );
});

describe('cards read as sentences', () => {
  const sentence = (type: string, config: Record<string, Json>) =>
    summaryOf({ type, config })
      .map(({ text, isValue }) => (isValue ? `[${text}]` : text))
      .join('');

  test.each([
    ['mail-received', { to: 'support@dayshift.example' }, 'to [support@], a run per mail'],
    [
      'schedule',
      { cron: '0 9 * * 1-5', timeZone: 'Europe/Berlin' },
      '[weekdays at 09:00], Europe/Berlin time',
    ],
    [
      'switch',
      { on: 'steps.understand.intent', cases: [{ port: 'a', is: 'a' }], otherwise: 'ask a person' },
      'by [intent], else ask a person',
    ],
    ['wait', { how: 'for', duration: { amount: 1, unit: 'hours' } }, 'for [1 hour]'],
    [
      'http-request',
      { method: 'GET', url: 'https://desk.example/api/orders?x=1' },
      'reads [api/orders] at [desk.example]',
    ],
    [
      'send-mail',
      {
        to: '{{ trigger.from }}',
        subject: 'Re: {{ trigger.subject }}',
        text: 'x',
        gate: { decides: 'ask', due: { amount: 4, unit: 'hours' } },
      },
      'replies to [the sender], after a yes within [4 hours]',
    ],
    [
      'for-each',
      { items: 'steps.load_orders.body.orderLines', concurrency: 3 },
      'each of [order lines], 3 at a time',
    ],
    [
      'send-mail',
      { to: '{{ trigger.from }}', subject: 'Re', text: 'Hi {{ trigger.fromName }},\n{{ steps.draft.text }}' },
      'replies to [the sender] with [draft]',
    ],
    ['send-mail', { to: 'a@b.example', subject: 'Hi', text: 'x' }, 'to [a@b.example]: [Hi]'],
    [
      'ai-draft',
      {
        instructions: 'Answer',
        material: 'From {{ trigger.fromName }}: {{ trigger.text }} {{ steps.find_articles.body }}',
        maxWords: 160,
      },
      'from [the mail and articles], at most 160 words',
    ],
    [
      'approval',
      { title: 'Go on?', due: { amount: 4, unit: 'hours' } },
      'asks [the manager], within [4 hours]',
    ],
    [
      'repeat-until',
      { until: 'steps.check.body.state == "paid"', max: 3 },
      'until [body.state is “paid”], at most 3 times',
    ],
    ['unheard-of', {}, 'unknown step “unheard-of”'],
    ['wait', { how: 7 }, expect.stringContaining('expected one of')],
  ])('%s', (type, config, expected) =>
    expect(sentence(type, config as Record<string, Json>)).toEqual(expected),
  );
});
