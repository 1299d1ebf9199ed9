import { describe, expect, test } from 'vitest';
import { checkValue } from './check-value.ts';

const mail = {
  type: 'object',
  properties: {
    to: { type: 'string', minLength: 3 },
    subject: { type: 'string', minLength: 1, maxLength: 10 },
    copies: { type: 'integer', minimum: 0, maximum: 5 },
    tags: { type: 'array', items: { type: 'string', minLength: 1 } },
    kind: { type: 'string', enum: ['a', 'b'] },
  },
  required: ['to', 'subject'],
};

describe('an edited action', () => {
  test('that fits has no errors', () => {
    expect(checkValue(mail, { to: 'a@b', subject: 'Hi', copies: 2, tags: ['x'], kind: 'a' })).toEqual({});
  });

  test('is told what is wrong at the field', () => {
    expect(
      checkValue(mail, {
        to: 'a',
        subject: 'much too long a subject',
        copies: 2.5,
        tags: ['x', ''],
        kind: 'c',
      }),
    ).toEqual({
      to: 'At least 3 characters.',
      subject: 'At most 10 characters; this has 23.',
      copies: 'This must be a whole number.',
      'tags.1': 'This must not be empty.',
      kind: 'Choose one of the offered values.',
    });
  });

  test('needs its required fields', () => {
    expect(checkValue(mail, { to: 'a@b' })).toEqual({ subject: 'This is needed.' });
  });

  test('checks the values of a map', () => {
    const schema = { type: 'object', additionalProperties: { type: 'string' } };
    expect(checkValue(schema, { good: 'x', bad: 1 })).toEqual({ bad: 'This must be text.' });
  });

  test('a schema that says nothing allows everything', () => {
    expect(checkValue({}, { anything: [1, null] })).toEqual({});
  });
});
