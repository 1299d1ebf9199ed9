import { describe, expect, it } from 'vitest';
import { aNode } from '../../graph/graph-builders.test-support.ts';
import { wouldBeSent } from './would-be-sent.ts';

const mail = (gate: Record<string, string>, to = '{{ trigger.from }}') =>
  aNode('mail', {
    type: 'send-mail',
    config: { to, subject: 'Re: {{ trigger.subject }}', text: 'Hello', gate },
  });
const trigger = { from: 'nora@example.org', subject: 'lamp', total: 80 };

describe('what would really be sent', () => {
  it('is said with the values that are at hand', () => {
    expect(wouldBeSent(mail({ decides: 'alone' }), { trigger })).toEqual({
      title: 'Send mail',
      asks: 'never',
      lines: [
        { label: 'To', text: 'nora@example.org' },
        { label: 'Subject', text: 'Re: lamp' },
        { label: 'Text', text: 'Hello' },
      ],
    });
  });

  it('says whether a person is asked before, by the condition where that decides', () => {
    const when = (limit: number) => mail({ decides: 'ask-when', when: `trigger.total > ${limit}` });
    expect(wouldBeSent(when(50), { trigger })?.asks).toBe('always');
    expect(wouldBeSent(when(100), { trigger })?.asks).toBe('never');
    expect(wouldBeSent(when(50), { trigger: { from: 'a@b.example', subject: 'x' } })?.asks).toBe('maybe');
    expect(wouldBeSent(mail({ decides: 'ask' }), { trigger })?.asks).toBe('always');
  });

  it('says what would be refused, and what is not known yet', () => {
    expect(wouldBeSent(mail({ decides: 'alone' }, 'not a mail'), { trigger })?.trouble).toContain(
      'It would be refused',
    );
    expect(wouldBeSent(mail({ decides: 'alone' }), {})?.trouble).toContain('not known yet');
  });

  it('is nothing for a step that only reads or computes', () => {
    expect(wouldBeSent(aNode('set', { config: { fields: { a: 1 } } }), {})).toBeUndefined();
    const read = aNode('read', {
      type: 'http-request',
      config: { method: 'GET', url: 'https://desk.example/a' },
    });
    expect(wouldBeSent(read, {})).toBeUndefined();
  });
});
