import { describe, expect, it } from 'vitest';
import { aNode } from '../../graph/graph-builders.test-support.ts';
import { patienceInWords, patienceOf } from './patience.ts';

describe('if it fails', () => {
  const patience = { attempts: 5, timeoutSeconds: 30, firstRetrySeconds: 40, longestRetrySeconds: 400 };

  it('is a sentence', () => {
    expect(patienceInWords(patience, false)).toBe('Try 5 times over 10 minutes, then wait for a person');
    expect(patienceInWords({ ...patience, attempts: 1 }, true)).toBe('Try once, then leave by “if it fails”');
  });

  it('starts from the setting of the operation, and the author may change a part', () => {
    const node = aNode('a', { type: 'http-request', config: { method: 'GET', url: 'https://x.example' } });
    const usual = patienceOf(node);
    expect(usual?.attempts).toBeGreaterThan(0);
    expect(patienceOf({ ...node, patience: { attempts: 9 } })).toEqual({ ...usual, attempts: 9 });
    expect(patienceOf(aNode('b', { type: 'set-fields', config: { fields: {} } }))).toBeUndefined();
  });
});
