import { expect, test } from 'vitest';
import { onlyEditable, withEdited } from './editable-part.ts';

const schema = {
  type: 'object',
  properties: { body: {}, note: { type: 'string' } },
  additionalProperties: false,
};
const request = { method: 'POST', url: 'https://desk.example/refunds', body: { amount: 186 }, note: 'late' };

test('the form is given the values and never where they go', () => {
  expect(onlyEditable(schema, request)).toEqual({ body: { amount: 186 }, note: 'late' });
  expect(onlyEditable({ type: 'object' }, request)).toEqual(request);
});

test('an edit changes its values and leaves the rest as it is', () => {
  expect(withEdited(schema, request, { body: { amount: 20 } })).toEqual({
    method: 'POST',
    url: 'https://desk.example/refunds',
    body: { amount: 20 },
  });
  expect(Object.keys(withEdited(schema, request, { note: '', body: 1 }) as object)).toEqual(
    Object.keys(request),
  );
});
