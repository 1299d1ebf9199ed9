import { evaluateValue } from '@dayshift/expressions';
import type { Json } from '@dayshift/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holeIssues, withEncodedHoles } from './url-with-holes.ts';

function rendered(url: string, trigger: Json): Json {
  const result = evaluateValue(withEncodedHoles(url), { trigger });
  if (!result.ok) throw new Error(`${result.failure.code} ${result.failure.message}`);
  return result.value;
}
const refusal = (url: string, trigger: Json) => {
  const result = evaluateValue(withEncodedHoles(url), { trigger });
  return result.ok ? `gave ${String(result.value)}` : result.failure.code;
};
const path = 'https://desk.example/customers/{{ trigger.id }}/orders';

describe('a value in a URL', () => {
  it.each([
    [path, '../../admin?all=1#', 'https://desk.example/customers/..%2F..%2Fadmin%3Fall%3D1%23/orders'],
    [path, 42, 'https://desk.example/customers/42/orders'],
    [path, 'Jörg & Söhne', 'https://desk.example/customers/J%C3%B6rg%20%26%20S%C3%B6hne/orders'],
    [path, '%2e%2e', 'https://desk.example/customers/%252e%252e/orders'],
    [path, 'a\\b', 'https://desk.example/customers/a%5Cb/orders'],
    ['https://desk.example/files/{{ trigger.id }}.pdf', 'a/b', 'https://desk.example/files/a%2Fb.pdf'],
    ['https://desk.example/{{ trigger.id }}-{{ trigger.id }}?x', '..', 'https://desk.example/..-..?x'],
    ['https://desk.example/o?q={{ trigger.id }}&b=1', 'x&b=2#', 'https://desk.example/o?q=x%26b%3D2%23&b=1'],
    ['https://desk.example/o?q=1#{{ trigger.id }}', 'a#b', 'https://desk.example/o?q=1#a%23b'],
    ['https://desk.example?q={{ trigger.id }}', 'ü', 'https://desk.example?q=%C3%BC'],
    ['https://desk.example/{{ urlPath(trigger.id) }}', 'a b/c', 'https://desk.example/a%20b/c'],
    ['https://desk.example/{{ urlEncode(trigger.id) }}', 'a b', 'https://desk.example/a%20b'],
    ['https://desk.example/{{ trigger.id // who }}/x', 'a b', 'https://desk.example/a%20b/x'],
    ['https://{{ trigger.id }}.example.com/x', 'acme', 'https://acme.example.com/x'],
    ['https://{{ trigger.id }}/x', 'api.example.com:8443', 'https://api.example.com:8443/x'],
    ['https://{{ trigger.id }}:8443/x', 'api.example.com', 'https://api.example.com:8443/x'],
    ['https://api.{{ trigger.id }}/x', 'example.com', 'https://api.example.com/x'],
    ['http://127.0.0.1:{{ trigger.id }}/x', 4010, 'http://127.0.0.1:4010/x'],
    [
      '{{ trigger.id }}/orders/{{ trigger.id }}',
      'https://a.example',
      'https://a.example/orders/https%3A%2F%2Fa.example',
    ],
    [
      '{{ trigger.id }}&p={{ trigger.id }}',
      'https://a.example?q',
      'https://a.example?q&p=https%3A%2F%2Fa.example%3Fq',
    ],
    ['https://desk.example/\\{{x}}/{{ trigger.id }}', 'a', 'https://desk.example/{{x}}/a'],
  ])('is encoded by where it stands: %s with %j', (url, id, expected) => {
    expect(rendered(url, { id })).toBe(expected);
  });

  it('that is the whole URL stays as it is', () => {
    expect(rendered('{{ trigger.id }}', { id: 'https://a.example/b/../c?d#e' })).toBe(
      'https://a.example/b/../c?d#e',
    );
  });

  it.each([
    [path, '..', 'URL_PART_REFUSED'],
    [path, '.', 'URL_PART_REFUSED'],
    [path, '', 'URL_PART_EMPTY'],
    [path, null, 'URL_PART_EMPTY'],
    [path, ['a'], 'WRONG_TYPE'],
    [path, '\ud800', 'NOT_TEXT'],
    ['https://desk.example/{{ trigger.id }}{{ trigger.id }}/x', '.', 'URL_PART_REFUSED'],
    ['https://desk.example/.{{ trigger.id }}/x', '.', 'URL_PART_REFUSED'],
    ['https://desk.example/{{ urlPath(trigger.id) }}', 'a/../b', 'URL_PART_REFUSED'],
    ['https://{{ trigger.id }}.example.com/', 'evil.example/', 'URL_HOST_REFUSED'],
    ['https://{{ trigger.id }}.example.com/', 'evil.example', 'URL_HOST_REFUSED'],
    ['https://{{ trigger.id }}/x', 'desk.example@evil.example', 'URL_HOST_REFUSED'],
    ['https://{{ trigger.id }}/x', 'evil.example/y?', 'URL_HOST_REFUSED'],
    ['http://127.0.0.1:{{ trigger.id }}/x', '80/admin', 'URL_HOST_REFUSED'],
  ])('that would lead elsewhere is refused by name: %s with %j', (url, id, code) => {
    expect(refusal(url, { id })).toBe(code);
  });

  it('never changes anything but its own place, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (id) => {
        const url = 'https://desk.example/a/{{ trigger.id }}/b/x{{ trigger.id }}?q={{ trigger.id }}&r=1';
        const result = evaluateValue(withEncodedHoles(url), { trigger: { id } });
        if (!result.ok) {
          expect(['', '.', '..']).toContain(id);
          return;
        }
        const made = new URL(String(result.value));
        expect(made.origin).toBe('https://desk.example');
        expect(made.pathname.split('/').map(decodeURIComponent)).toEqual(['', 'a', id, 'b', `x${id}`]);
        expect([...new URLSearchParams(made.search.replaceAll('+', '%2B'))]).toEqual([
          ['q', id],
          ['r', '1'],
        ]);
        expect(made.hash).toBe('');
      }),
    );
  });

  it.each([
    'https://desk.example{{ trigger.path }}',
    '{{ trigger.base }}{{ trigger.path }}',
    '{{ trigger.scheme }}://desk.example',
  ])('that would decide over what surrounds it is a problem while drawing: %s', (url) => {
    expect(holeIssues(url)).toMatchObject([{ field: 'url' }]);
  });

  it.each([
    '{{ trigger.url }}',
    'https://desk.example/{{ a }}',
    'https://x.{{ a }}/',
    '{{ a }}?b=1',
    'https://h:{{ p }}',
    'https://desk.example',
  ])('is no problem in %s', (url) => {
    expect(holeIssues(url)).toEqual([]);
  });
});
