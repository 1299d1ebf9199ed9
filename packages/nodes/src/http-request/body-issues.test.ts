import type { Json } from '@dayshift/model';
import { describe, expect, it } from 'vitest';
import { bodyIssues } from './body-issues.ts';

const json = { 'Content-Type': 'application/json; charset=utf-8' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const fieldsOf = (headers: { [name: string]: Json }, body: Json) =>
  bodyIssues(headers, body).map(({ field }) => field);

describe('the body of a request', () => {
  it.each([
    [json, '{"name": "{{ trigger.name }}"}'],
    [json, '"{{ trigger.name }}"'],
    [{}, ' {"name": "{{ trigger.name }}", "n": 1}'],
    [{}, '[{{ trigger.n }}]'],
  ])('is no text with values pasted into JSON: %j %s', (headers, body) => {
    expect(fieldsOf(headers, body)).toEqual(['body']);
  });

  it.each([
    [json, { name: '{{ trigger.name }}' }],
    [json, '{{ steps.make.body }}'],
    [json, '{"fixed": true}'],
    [{}, 'Hello {{ trigger.name }}'],
    [{}, '{{ trigger.a }}{{ trigger.b }}'],
    [{ 'content-type': 'application/x-ndjson' }, 'x {{ trigger.line }}'],
    [form, { a: '{{ trigger.a }}', b: [1, 'x', null] }],
    [form, 'a={{ urlEncode(trigger.a) }}'],
  ] as [{ [name: string]: Json }, Json][])('may be %j %j', (headers, body) => {
    expect(bodyIssues(headers, body)).toEqual([]);
  });

  it.each([
    [{ a: { b: 1 } }, 'body.a'],
    [{ a: [[1]] }, 'body.a'],
    [[1], 'body'],
  ])('as a form is named fields without anything nested: %j', (body, field) => {
    expect(fieldsOf(form, body)).toEqual([field]);
  });
});
