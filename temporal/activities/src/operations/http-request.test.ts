import type { Json, JsonObject } from '@dayshift/model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, aCall, anOffice, type Office } from '../support/an-office.ts';

let office: Office;
beforeEach(async () => {
  office = await anOffice();
});
afterEach(() => office.close());

const bytes = (text: string) => Buffer.from(text, 'latin1');
const answers =
  (contentType: string | undefined, body: string | Buffer, status = 200): Answer =>
  (response) =>
    response.writeHead(status, contentType === undefined ? {} : { 'content-type': contentType }).end(body);

async function bodyOf(contentType: string | undefined, body: string | Buffer): Promise<Json | undefined> {
  office.web.answer(answers(contentType, body));
  const call = aCall('http.request', { method: 'GET', url: `${office.web.origin}/x` });
  const { output } = await office.perform(call);
  return (output as { body: Json }).body; // what the contract puts out
}
let calls = 0;
const sent = async (input: object) => {
  calls += 1;
  office.web.received.length = 0;
  const request = { method: 'POST', url: `${office.web.origin}/x`, ...input };
  await office.perform(aCall('http.request', request, { key: `send@${calls}` }));
  return office.web.received[0];
};
const form = { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } };

describe('an answer', () => {
  it.each([
    ['text/plain; charset=iso-8859-1', bytes('Gr\xfc\xdfe aus K\xf6ln'), 'Grüße aus Köln'],
    ['application/json; charset=ISO-8859-1', bytes('{"name":"J\xf6rg"}'), { name: 'Jörg' }],
    ['text/html; charset="Shift_JIS"', bytes('\x93\xfa\x96\x7b'), '日本'],
    ['text/plain', bytes('\xef\xbb\xbfG\xc3\xb6'), 'Gö'],
    ['text/plain; charset=utf-16', bytes('\xfe\xff\x00G\x00\xf6'), 'Gö'],
    ['text/html', bytes('<meta charset="windows-1251"><p>\xef\xf0'), '<meta charset="windows-1251"><p>пр'],
    [
      'application/xml',
      bytes('<?xml version="1.0" encoding="iso-8859-2"?><a>\xb9'),
      '<?xml version="1.0" encoding="iso-8859-2"?><a>š',
    ],
    ['text/plain', bytes('Gr\xfc\xdfe'), 'Grüße'],
    ['text/csv', 'a;ü', 'a;ü'],
    [undefined, 'plain ü', 'plain ü'],
    ['application/octet-stream', 'a;ü\n', 'a;ü\n'],
    ['application/pdf', '', null],
    [
      'application/json',
      '{"id":7615917337495251231,"n":9007199254740991}',
      { id: '7615917337495251231', n: 9007199254740991 },
    ],
  ])('as %s is read in its own characters', async (contentType, body, expected) => {
    expect(await bodyOf(contentType, body)).toEqual(expected);
  });

  it.each([
    [
      'application/pdf',
      bytes('%PDF-1\xff\xfe\x00\x80'),
      'HTTP_ANSWER_BINARY',
      'answered with a file (application/pdf)',
    ],
    ['image/png', bytes('\x89PNG\r\n\x1a\n'), 'HTTP_ANSWER_BINARY', 'image/png'],
    ['application/octet-stream', bytes('a\x00b'), 'HTTP_ANSWER_BINARY', 'steps take only texts and JSON'],
    [undefined, bytes('\x00\x01\xff'), 'HTTP_ANSWER_BINARY', 'of no named kind'],
    ['text/plain; charset=klingon', 'x', 'HTTP_ANSWER_CHARSET', '"klingon"'],
  ])('as %s that cannot be a text is refused by name', async (contentType, body, type, words) => {
    await expect(bodyOf(contentType, body)).rejects.toMatchObject({
      type,
      nonRetryable: true,
      message: expect.stringContaining(words),
    });
  });

  it('of an effect that cannot be a text leaves the effect done, with no body', async () => {
    office.web.answer(answers('application/pdf', bytes('%PDF-1\xff\xfe\x00\x80'), 201));
    const call = aCall('http.request', { method: 'POST', url: `${office.web.origin}/invoices` });
    expect((await office.perform(call)).output).toMatchObject({ status: 201, body: null });
    expect((await office.perform(call, 2)).output).toMatchObject({ status: 201, body: null });
    expect(office.web.received).toHaveLength(1);
  });

  it('that says no in bytes is still a no', async () => {
    office.web.answer(answers('application/pdf', bytes('%PDF\xff\x00'), 404));
    const call = aCall('http.request', { method: 'GET', url: `${office.web.origin}/x` });
    await expect(office.perform(call)).rejects.toMatchObject({ type: 'HTTP_404' });
  });

  it('that says no says it in its own characters', async () => {
    office.web.answer(answers('text/plain; charset=iso-8859-1', bytes('Gibt es nicht: K\xf6ln'), 404));
    const call = aCall('http.request', { method: 'GET', url: `${office.web.origin}/x` });
    await expect(office.perform(call)).rejects.toMatchObject({ message: expect.stringContaining('Köln') });
  });
});

describe('an answer larger than a step hands on', () => {
  const orders = Array.from({ length: 3_000 }, (_, id) => ({ id, total: id * 2, note: 'x'.repeat(280) }));
  const read = (keep?: JsonObject) => {
    office.web.answer(answers('application/json', JSON.stringify({ data: { orders }, next: 'p2' })));
    return office.perform(
      aCall('http.request', { method: 'GET', url: `${office.web.origin}/x`, ...(keep && { keep }) }),
    );
  };

  it('is refused by name, and says what to do', async () => {
    await expect(read()).rejects.toMatchObject({
      type: 'OUTPUT_TOO_LARGE',
      message: expect.stringContaining('keep only a part'),
    });
  });

  it('is cut to the part and the fields the author picked before anything of it is kept', async () => {
    const { output } = await read({ path: 'data.orders', fields: ['id', 'total'] });
    const { body } = output as { body: Json[] }; // what the contract puts out
    expect(body).toHaveLength(3_000);
    expect(body[2]).toEqual({ id: 2, total: 4 });
    expect((await read({ path: 'next' })).output).toMatchObject({ body: 'p2' });
  });

  it('that has no such part is a failure by name', async () => {
    await expect(read({ path: 'orders' })).rejects.toMatchObject({
      type: 'HTTP_PART_MISSING',
      nonRetryable: true,
      message: 'The answer has no “orders”. It has data, next.',
    });
  });
});

describe('a request', () => {
  it('repeats the name for a list in the query', async () => {
    const query = { tag: ['a', 'b&c', null, 2], on: true, none: null };
    expect((await sent({ query }))?.url).toBe('/x?tag=a&tag=b%26c&tag=2&on=true');
  });

  it('writes fields as a form under the content type of a form', async () => {
    const got = await sent({ ...form, body: { a: 'x y', b: 1, tags: ['c', 'd&'], none: null } });
    expect(got?.body).toBe('a=x+y&b=1&tags=c&tags=d%26');
    expect(got?.headers['content-type']).toBe('application/x-www-form-urlencoded');
  });

  it('leaves a form that is a text already as it is, and JSON as JSON', async () => {
    expect((await sent({ ...form, body: 'a=1&b=2' }))?.body).toBe('a=1&b=2');
    expect((await sent({ body: { a: '"; drop' } }))?.body).toBe('{"a":"\\"; drop"}');
  });

  it.each([
    [{ query: { a: { b: 1 } } }, 'query.a'],
    [{ ...form, body: { a: { b: 1 } } }, 'body.a'],
    [{ ...form, body: [1] }, 'body'],
    [{ headers: { 'content-type': 'multipart/form-data' }, body: { a: 1 } }, 'body'],
    [{ headers: { 'content-type': 'application/problem+json; x=1' }, body: '{"a": "say "hi""}' }, 'body'],
  ])('that cannot be written is refused before it is sent: %j', async (input, path) => {
    await expect(sent(input)).rejects.toMatchObject({
      type: 'INPUT_INVALID',
      nonRetryable: true,
      details: [{ path, effect: 'not-happened' }],
    });
    expect(office.web.received).toEqual([]);
  });
});

describe('a private host', () => {
  it('that stands in the way is named, for the page that opens it', async () => {
    const call = aCall('http.request', { method: 'GET', url: 'http://10.255.255.1:8080/x' });
    await expect(office.perform(call)).rejects.toMatchObject({
      type: 'EGRESS_BLOCKED',
      details: [{ privateHost: '10.255.255.1:8080', effect: 'not-happened' }],
    });
  });
});
