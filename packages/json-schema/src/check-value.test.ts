import type { JsonSchema } from '@dayshift/model';
import { describe, expect, test } from 'vitest';
import { checkValue } from './check-value.ts';

const mail: JsonSchema = {
  type: 'object',
  properties: {
    to: { type: 'string', minLength: 3 },
    subject: { type: 'string', minLength: 1, maxLength: 10 },
    copies: { type: 'integer', minimum: 0, maximum: 5 },
    tags: { type: 'array', items: { type: 'string', minLength: 1 } },
    kind: { type: 'string', enum: ['a', 'b'] },
    link: { type: 'string', format: 'uri' },
    amount: { anyOf: [{ type: 'string' }, { type: 'number', minimum: 3 }] },
    'odd/na~me': { type: ['string', 'null'], maxLength: 1 },
  },
  required: ['to', 'subject'],
  additionalProperties: false,
};
const told = (value: Parameters<typeof checkValue>[1], schema: Parameters<typeof checkValue>[0] = mail) =>
  Object.fromEntries(checkValue(schema, value).map(({ path, message }) => [path, message]));

describe('a value', () => {
  test('that fits has no faults', () => {
    const fits = {
      to: 'a@b',
      subject: 'Hi',
      copies: 2,
      tags: ['x'],
      kind: 'a',
      amount: 4,
      'odd/na~me': null,
    };
    expect(told(fits)).toEqual({});
  });

  test('is told what is wrong at the field, with the limit', () => {
    const wrong = {
      to: 'a',
      subject: 'much too long a subject',
      copies: 2.5,
      tags: ['x', ''],
      kind: 'c',
      link: 'nowhere',
      amount: 1,
      'odd/na~me': 'ab',
      extra: 1,
    };
    expect(told(wrong)).toEqual({
      to: 'At least 3 characters.',
      subject: 'At most 10 characters; this has 23.',
      copies: 'This must be a whole number.',
      'tags.1': 'This must not be empty.',
      kind: 'Choose one of the offered values.',
      link: 'This must be a whole address, such as https://….',
      amount: 'This has none of the shapes that are allowed here.',
      'odd/na~me': 'At most 1 character; this has 2.',
      extra: 'There is no field “extra” here.',
    });
  });

  test('needs its required fields, each by name', () => {
    expect(told({})).toEqual({ to: 'This is needed.', subject: 'This is needed.' });
    expect(told({ to: 'a@b' })).toEqual({ subject: 'This is needed.' });
  });

  test('of a map is checked by the schema of its values', () => {
    const schema = { type: 'object', additionalProperties: { type: 'string' } };
    expect(told({ good: 'x', bad: 1 }, schema)).toEqual({ bad: 'This must be text.' });
  });

  test('is allowed by a schema that says nothing', () => {
    expect(told({ anything: [1, null] }, {})).toEqual({});
  });

  test('of the wrong type as a whole is told so', () => {
    expect(told(7)).toEqual({ '': 'This must be an object.' });
    expect(told(null)).toEqual({ '': 'This must be an object.' });
  });

  test('is checked without making code of the schema, which the browser forbids', () => {
    const { Function: original } = globalThis;
    globalThis.Function = (() => {
      throw new Error('code from text');
    }) as unknown as FunctionConstructor; // stands in for a content security policy
    try {
      expect(told({ to: 'a@b' }, { ...mail })).toEqual({ subject: 'This is needed.' });
    } finally {
      globalThis.Function = original;
    }
  });
});
