import { describe, expect, it } from 'vitest';
import { troubleInShort, troubleSentence } from './trouble-sentence.ts';

const refused = {
  code: 'HTTP_422',
  message: 'POST 127.0.0.1:4026/refunds was answered with 422: reason_code missing',
};

describe('what went wrong, in a sentence', () => {
  it('says what the other side said', () => {
    expect(troubleSentence('Refund', refused)).toBe('Refund was refused with 422: reason_code missing.');
    expect(troubleInShort(refused)).toBe('422: reason_code missing');
  });

  it('tells a refusal from an error, also where nothing was said', () => {
    const down = { code: 'HTTP_503', message: 'GET desk.example/orders was answered with 503' };
    expect(troubleSentence('Load orders', down)).toBe('Load orders met an error, 503.');
  });

  it('names the place in a list without a comma that leads nowhere', () => {
    const zero = { code: 'DIVISION_BY_ZERO', message: 'Nothing can be divided by zero.' };
    expect(troubleSentence('Share, item 251,', zero)).toBe(
      'Share, item 251: Nothing can be divided by zero.',
    );
    expect(troubleSentence('Refund, item 4,', refused)).toBe(
      'Refund, item 4, was refused with 422: reason_code missing.',
    );
  });

  it('keeps the words of every other failure', () => {
    const silent = { code: 'TIMED_OUT', message: 'There was no answer in time.' };
    expect(troubleSentence('Refund', silent)).toBe('Refund: There was no answer in time.');
    expect(troubleInShort(silent)).toBe('There was no answer in time.');
  });
});
