import { expect, test } from 'vitest';
import { bestFirst } from './best-first.ts';

test('what begins as it was typed comes first, and else the order stays', () => {
  const choices = ['Switch', 'Send mail', 'End', 'Ending'].map((label) => ({ label }));
  const order = (search: string) => bestFirst(choices, search).map(({ label }) => label);
  expect(order('end')).toEqual(['End', 'Ending', 'Switch', 'Send mail']);
  expect(order('')).toEqual(['Switch', 'Send mail', 'End', 'Ending']);
});
