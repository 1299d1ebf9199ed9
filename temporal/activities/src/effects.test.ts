import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { effectOrigin, type Json } from '@dayshift/model';
import { operations } from '@dayshift/operations';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { idempotencyKey } from './idempotency-key.ts';
import { type Answer, aCall, anEnvironment, anOffice, type Office } from './support/an-office.ts';

let office: Office;
beforeEach(async () => {
  office = await anOffice();
});
afterEach(() => office.close());

const answers =
  (status: number, body: unknown = {}, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

const refund = (amount = 40): Json => ({
  method: 'POST',
  url: `${office.web.origin}/refunds`,
  body: { amount },
});
const aRefund = (change = {}) => aCall('http.request', refund(), change);
const rowOf = (call = aRefund()) => office.store.effects.get(idempotencyKey(call));

/** The ledger as a host leaves it that died between writing the row and hearing the answer. */
async function diedInTheMiddle(call = aRefund()) {
  office.web.answer((response) => response.destroy(), answers(200, { refunded: 40 }));
  await expect(office.perform(call)).rejects.toMatchObject({ type: 'EGRESS_RESET' });
  expect(await rowOf(call)).toMatchObject({ state: 'started' });
}

describe('the idempotency key', () => {
  it('is the same for every attempt and another for another step, turn, generation, run or workspace', () => {
    const key = idempotencyKey(aRefund());
    expect(key).toMatch(/^[a-z2-7]{51}$/);
    expect(idempotencyKey(aRefund({ title: 'renamed', version: 2, input: null }))).toBe(key);
    const others = [
      { key: 'other' },
      { key: 'send@1' },
      { key: 'send!1' },
      { runKey: 'run_2' },
      { workspaceId: 'v' },
    ];
    expect(new Set([key, ...others.map((change) => idempotencyKey(aRefund(change)))]).size).toBe(6);
  });

  it('is kept by a resumed run for an effect it inherited', () => {
    expect(idempotencyKey(aRefund({ runId: 'run_2', runKey: 'run_1' }))).toBe(idempotencyKey(aRefund()));
    const secondTry = aRefund({ key: 'send@0!2', generation: 2 });
    const inherited = aRefund({ runId: 'run_2', runKey: effectOrigin('run_1', 2), key: 'send@0' });
    expect(idempotencyKey(inherited)).toBe(idempotencyKey(secondTry));
  });
});

describe('an effect', () => {
  it('is sent with its key and recorded', async () => {
    office.web.answer(answers(201, { id: 7 }));
    const { output } = await office.perform(aRefund());
    expect(output).toMatchObject({ status: 201, body: { id: 7 } });
    expect(office.web.received[0]).toMatchObject({ method: 'POST', body: '{"amount":40}' });
    expect(office.web.received[0]?.headers['idempotency-key']).toBe(idempotencyKey(aRefund()));
    expect(await rowOf()).toMatchObject({ state: 'done', attempts: 1, runId: 'run_1', result: output });
  });

  it('that is done is answered from the ledger when the host died before saying so', async () => {
    office.web.answer(answers(201, { id: 7 }), answers(201, { id: 8 }));
    const first = await office.perform(aRefund());
    expect(await office.perform(aRefund(), 2)).toEqual(first);
    expect(office.web.received).toHaveLength(1);
  });

  it('that may have been sent is sent again under the same key', async () => {
    await diedInTheMiddle();
    expect((await office.perform(aRefund(), 2)).output).toMatchObject({ body: { refunded: 40 } });
    expect(office.web.received).toHaveLength(2);
    expect(office.web.keysSeen()).toEqual([idempotencyKey(aRefund())]);
    expect(await rowOf()).toMatchObject({ state: 'done', attempts: 2 });
  });

  it('that may have been sent to a receiver without keys asks a person instead', async () => {
    const call = aRefund({ effect: 'none' });
    office.web.answer((response) => response.destroy());
    const question = { type: 'AMBIGUOUS_EFFECT', nonRetryable: true, details: [{ effect: 'unknown' }] };
    await expect(office.perform(call)).rejects.toMatchObject(question);
    await expect(office.perform(call, 2)).rejects.toMatchObject({
      ...question,
      message: 'The request may have been carried out. Sending it again could do it twice.',
    });
    expect(office.web.received).toHaveLength(1);
  });

  it('that did its work and then did not answer in time happens once, and what is known of it is told', async () => {
    const done: string[] = [];
    office.web.answer((_response, { body }) => void done.push(body));
    const call = aRefund({ effect: 'none' });
    const began = Date.now();
    const failed = office.perform(call, 1, anEnvironment(1, 1_500));
    await expect(failed).rejects.toMatchObject({ type: 'AMBIGUOUS_EFFECT', nonRetryable: true });
    const { details } = await failed.catch((error) => error);
    expect(details[0]).toMatchObject({
      effect: 'unknown',
      method: 'POST',
      url: `${office.web.origin}/refunds`,
      idempotencyKey: idempotencyKey(call),
      tries: 1,
      canLook: false,
      cause: { code: 'EGRESS_TIMEOUT' },
    });
    expect(Date.parse(details[0].firstTriedAt)).toBeGreaterThanOrEqual(began - 1);
    expect(done).toEqual(['{"amount":40}']);
    expect(await rowOf(call)).toMatchObject({ state: 'started', attempts: 1 });
  });

  it.each([
    [500, {}, 'AMBIGUOUS_EFFECT'],
    [502, {}, 'AMBIGUOUS_EFFECT'],
    [503, {}, 'AMBIGUOUS_EFFECT'],
    [503, { 'retry-after': '2' }, 'HTTP_503'],
    [429, {}, 'HTTP_429'],
    [408, {}, 'HTTP_408'],
    [400, {}, 'HTTP_400'],
  ])('answered with %i %j by a receiver without keys is %s', async (status, headers, type) => {
    office.web.answer(answers(status, {}, headers));
    const call = aRefund({ effect: 'none' });
    await expect(office.perform(call)).rejects.toMatchObject({ type });
    expect(await rowOf(call)).toMatchObject({ state: type === 'AMBIGUOUS_EFFECT' ? 'started' : 'failed' });
  });

  it('with an answer that is too large keeps that name: asking whether it happened would be a lie', async () => {
    office.web.answer(answers(200, 'x'.repeat(200 * 1024)));
    await expect(office.perform(aRefund({ effect: 'none' }))).rejects.toMatchObject({
      type: 'OUTPUT_TOO_LARGE',
      details: [{ effect: 'unknown' }],
    });
  });

  it('that an earlier host hears refused leaves the row of the later one alone', async () => {
    const call = aRefund({ effect: 'none' });
    office.web.answer(async (response, request) => {
      const row = aRowOf(await rowOf(call));
      await office.store.effects.replace({ ...row, attempts: 2 }, row.revision);
      answers(404)(response, request);
    });
    await expect(office.perform(call)).rejects.toMatchObject({ type: 'HTTP_404' });
    expect(await rowOf(call)).toMatchObject({ state: 'started', attempts: 2 });
  });

  it('is not called unsure when nothing had gone out yet', async () => {
    await office.anApproval({ operation: 'http.request', input: refund() });
    const get = office.store.approvals.replace;
    office.store.approvals.replace = () => Promise.reject(new Error('the store is away'));
    const call = aRefund({ effect: 'none', approvalId: 'apr_1' });
    await expect(office.perform(call)).rejects.toMatchObject({ type: 'UNEXPECTED', nonRetryable: false });
    office.store.approvals.replace = get;
    expect(office.web.received).toEqual([]);
    await office.perform(call, 2);
    expect(office.web.received).toHaveLength(1);
  });

  it('is not sent with other contents under a key that is in use', async () => {
    await diedInTheMiddle();
    const changed = aCall('http.request', refund(4_000));
    await expect(office.perform(changed, 2)).rejects.toMatchObject({
      type: 'IDEMPOTENCY_CONFLICT',
      nonRetryable: true,
    });
    expect(office.web.received).toHaveLength(1);
  });

  it('that was clearly refused leaves its key free for a corrected request', async () => {
    office.web.answer(answers(404), answers(200, 'ok'));
    await expect(office.perform(aRefund())).rejects.toMatchObject({
      type: 'HTTP_404',
      details: [{ effect: 'not-happened' }],
    });
    expect(await rowOf()).toMatchObject({ state: 'failed' });
    const corrected = aCall('http.request', refund(41));
    expect((await office.perform(corrected)).output).toMatchObject({ body: 'ok' });
    expect(await rowOf()).toMatchObject({ state: 'done', attempts: 2 });
  });

  it('stays unknown when an earlier try may have arrived and a later one is refused', async () => {
    await diedInTheMiddle();
    office.web.answer(answers(409));
    await expect(office.perform(aRefund(), 2)).rejects.toMatchObject({
      type: 'HTTP_409',
      details: [{ effect: 'unknown' }],
    });
    expect(await rowOf()).toMatchObject({ state: 'started' });
  });

  it('of two hosts at once under one key has one answer', async () => {
    let count = 0;
    office.web.answer((response, request) => answers(200, { count: ++count })(response, request));
    const results = await Promise.all([office.perform(aRefund()), office.perform(aRefund(), 2)]);
    const recorded = await rowOf();
    for (const { output } of results) expect(output).toEqual(recorded?.result);
    expect(office.web.received).toHaveLength(2);
    expect((await office.perform(aRefund(), 3)).output).toEqual(recorded?.result);
    expect(office.web.keysSeen()).toHaveLength(1);
  });

  it('never answers another workspace from the ledger', async () => {
    office.web.answer(answers(200, 'secret'));
    await office.perform(aRefund());
    const row = await rowOf();
    await office.store.effects.remove(row?.id ?? '', row?.revision ?? 0);
    await office.store.effects.insert({ ...aRowOf(row), workspaceId: 'elsewhere' });
    await expect(office.perform(aRefund())).rejects.toMatchObject({ type: 'IDEMPOTENCY_CONFLICT' });
  });
});

function aRowOf<T>(row: T | undefined): T {
  if (!row) throw new Error('There is no ledger row.');
  return row;
}

describe('an HTTP request', () => {
  it('that reads needs no key and no ledger, and may be repeated', async () => {
    office.web.answer(answers(200, [1]), answers(200, [2]));
    const call = aCall('http.request', {
      method: 'GET',
      url: `${office.web.origin}/x?a=1`,
      query: { b: 2, c: null, d: 'ü&' },
    });
    expect((await office.perform(call)).output).toMatchObject({ body: [1] });
    expect((await office.perform(call, 2)).output).toMatchObject({ body: [2] });
    expect(office.web.received[0]).toMatchObject({ url: '/x?a=1&b=2&d=%C3%BC%26' });
    expect(office.web.keysSeen()).toEqual([undefined]);
    expect(await rowOf(call)).toBeUndefined();
  });

  const retried = [408, 425, 429, 500, 502, 503, 504];
  const final = [400, 401, 403, 404, 405, 409, 410, 413, 422, 451];
  it.each([...retried, ...final])('answered with %i is sorted into passing or final', async (status) => {
    office.web.answer(answers(status, { error: 'x'.repeat(5_000) }));
    const failure = await office.perform(aRefund()).catch((error) => error);
    expect(failure).toMatchObject({ type: `HTTP_${status}`, nonRetryable: final.includes(status) });
    expect(failure.message).toContain(
      `POST 127.0.0.1:${office.web.port}/refunds was answered with ${status}`,
    );
    expect(failure.details[0]).toMatchObject({
      status,
      effect: status < 500 ? 'not-happened' : 'unknown',
    });
    expect(failure.details[0].body.length).toBeLessThan(2_100);
  });

  it('is tried again when the answer says', async () => {
    office.web.answer(answers(429, {}, { 'retry-after': '17' }));
    await expect(office.perform(aRefund())).rejects.toMatchObject({ nextRetryDelay: 17_000 });
  });

  it('never rounds a whole number of an answer: one that JavaScript cannot hold stays text', async () => {
    office.web.answer((response) =>
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"id":7615917337495251231,"n":9007199254740991}'),
    );
    const call = aCall('http.request', { method: 'GET', url: `${office.web.origin}/x` });
    expect((await office.perform(call)).output).toMatchObject({
      body: { id: '7615917337495251231', n: 9007199254740991 },
    });
  });

  it('has an answer of bounded size', async () => {
    office.web.answer(answers(200, 'x'.repeat(130 * 1024)));
    await expect(office.perform(aRefund())).rejects.toMatchObject({
      type: 'OUTPUT_TOO_LARGE',
      nonRetryable: true,
      message: expect.stringContaining('at most 128 KB'),
    });
    office.web.answer(answers(200, 'x'.repeat(2_000_000)));
    await expect(office.perform(aRefund({ key: 'b' }))).rejects.toMatchObject({
      type: 'EGRESS_TOO_LARGE',
      nonRetryable: true,
    });
  });

  it.each([
    ['method', { method: 'BREW', url: 'http://x.test' }],
    ['url', { method: 'GET', url: 'nonsense' }],
    ['url', { method: 'GET', url: 'ftp://x.test' }],
    ['body', { method: 'GET', url: 'http://x.test', body: 1 }],
    ['headers.Host', { method: 'GET', url: 'http://x.test', headers: { Host: 'evil.test' } }],
    ['headers.x-a', { method: 'GET', url: 'http://x.test', headers: { 'x-a': 'b\r\nc: d' } }],
  ])('with a wrong %s is refused by name before anything is sent', async (field, input) => {
    await expect(office.perform(aCall('http.request', input))).rejects.toMatchObject({
      type: 'INPUT_INVALID',
      nonRetryable: true,
      details: [{ path: field, effect: 'not-happened' }],
    });
  });

  it('cannot reach what is not public or granted', async () => {
    const call = aCall('http.request', { method: 'POST', url: 'http://169.254.169.254/latest' });
    await expect(office.perform(call)).rejects.toMatchObject({ type: 'EGRESS_BLOCKED', nonRetryable: true });
    expect(await rowOf(call)).toMatchObject({ state: 'failed' });
  });

  it('without an answer in time says so itself, and stays unknown', async () => {
    office.web.answer(() => undefined);
    const call = aRefund();
    await expect(office.perform(call, 1, anEnvironment(1, 1_500))).rejects.toMatchObject({
      type: 'EGRESS_TIMEOUT',
      nonRetryable: false,
      details: [{ effect: 'unknown' }],
    });
  });

  it('hands on no cookie and no __proto__', async () => {
    office.web.answer((response) =>
      response
        .writeHead(200, { 'content-type': 'application/json', 'set-cookie': 'a=b' })
        .end('{"__proto__":{"x":1},"y":2}'),
    );
    const { output } = await office.perform(aRefund());
    expect(output).toMatchObject({ body: { y: 2 } });
    expect(JSON.stringify(output)).not.toMatch(/set-cookie|__proto__/);
  });
});

describe('a mail', () => {
  const reply = {
    to: 'ada@example.com',
    cc: 'bob@example.com',
    subject: 'Re: Refund',
    text: 'Done.',
    inReplyTo: '<q@example.com>',
  };
  const aReply = (change = {}) => aCall('mail.send', reply, change);

  it('goes out with its key, its thread and a Message-ID that every attempt shares', async () => {
    const key = idempotencyKey(aReply());
    const { output } = await office.perform(aReply());
    expect(output).toEqual({
      messageId: `<${key}@dayshift.example>`,
      accepted: ['ada@example.com', 'bob@example.com'],
    });
    const [mail] = office.mail.taken;
    expect(mail).toMatchObject({
      subject: 'Re: Refund',
      messageId: `<${key}@dayshift.example>`,
      inReplyTo: '<q@example.com>',
    });
    expect(mail?.text?.trim()).toBe('Done.');
    expect(mail?.headers).toContainEqual(expect.objectContaining({ key: 'x-idempotency-key', value: key }));
  });

  it('cut off after it was handed over is handed over once, and a person is asked', async () => {
    office.mail.behaviour.cutsAfterData = true;
    const call = aReply();
    const question = {
      type: 'AMBIGUOUS_EFFECT',
      nonRetryable: true,
      message: expect.stringContaining('The mail may have been sent.'),
      details: [
        {
          effect: 'unknown',
          to: 'ada@example.com',
          cc: 'bob@example.com',
          subject: 'Re: Refund',
          idempotencyKey: idempotencyKey(call),
          tries: 1,
          canLook: false,
        },
      ],
    };
    await expect(office.perform(call)).rejects.toMatchObject(question);
    office.mail.behaviour.cutsAfterData = false;
    for (const attempt of [2, 3]) await expect(office.perform(call, attempt)).rejects.toMatchObject(question);
    expect(office.mail.taken).toHaveLength(1);
  });

  it('cut off in a run of the previous release goes on as that run was told', async () => {
    office.mail.behaviour.cutsAfterData = true;
    const call = aReply({ effect: 'key' });
    await expect(office.perform(call)).rejects.toMatchObject({
      type: 'MAIL_UNAVAILABLE',
      nonRetryable: false,
    });
    office.mail.behaviour.cutsAfterData = false;
    await office.perform(call, 2);
    expect(new Set(office.mail.taken.map(({ messageId }) => messageId)).size).toBe(1);
  });

  it('that a later attempt took over is not handed over by the one that stood still', async () => {
    const call = aReply();
    const get = office.store.effects.get;
    // The host stands still after it opened the row; meanwhile another one takes the row and sends.
    office.store.effects.get = async (id) => {
      office.store.effects.get = get;
      const row = await get.call(office.store.effects, id);
      if (row) await office.store.effects.replace({ ...row, attempts: 2 }, row.revision);
      return get.call(office.store.effects, id);
    };
    await expect(office.perform(call)).rejects.toMatchObject({
      type: 'SUPERSEDED',
      details: [{ effect: 'not-happened' }],
    });
    expect(office.mail.taken).toEqual([]);
    expect(await rowOf(call)).toMatchObject({ state: 'started', attempts: 2 });
  });

  it.each([
    [450, 'MAIL_UNAVAILABLE', false],
    [550, 'MAIL_REFUSED', true],
  ])('refused with %i is %s', async (responseCode, type, nonRetryable) => {
    office.mail.behaviour.onRecipient = { responseCode, message: 'no such person' };
    const expected = { type, nonRetryable, message: expect.stringContaining('no such person') };
    await expect(office.perform(aReply())).rejects.toMatchObject({
      ...expected,
      details: [{ responseCode, effect: 'not-happened' }],
    });
  });

  it('cannot smuggle a header or a recipient in through its fields', async () => {
    await office.perform(aCall('mail.send', { ...reply, subject: 'Hi\r\nBcc: eve@example.com' }));
    const [mail] = office.mail.taken;
    expect(mail?.bcc).toBeUndefined();
    expect(mail?.headers.map(({ key }) => key)).not.toContain('bcc');
  });

  it('to a server that is not there says so and leaves the key free', async () => {
    await office.mail.close();
    await expect(office.perform(aReply())).rejects.toMatchObject({
      type: 'EGRESS_REFUSED',
      nonRetryable: false,
    });
    expect(await rowOf(aReply())).toMatchObject({ state: 'failed' });
  });
});

describe('a mail whose server can be asked what it took', () => {
  const reply = { to: 'Ada <ada@example.com>', cc: 'bob@example.com', subject: 'Re: Refund', text: 'Done.' };
  const aReply = (change = {}) => aCall('mail.send', reply, change);
  let isMailboxAway = false;

  beforeEach(async () => {
    await office.close();
    office = await anOffice({ canLook: true });
    isMailboxAway = false;
    office.web.answer((response, { url }) => {
      const messageId = new URL(url, office.web.origin).searchParams.get('messageId');
      const found = office.mail.taken.some((mail) => mail.messageId === messageId);
      if (isMailboxAway) answers(503)(response, { url } as never);
      else answers(200, { found })(response, { url } as never);
    });
    office.mail.behaviour.cutsAfterData = true;
  });

  it('is looked up when the line was cut: it is there, so it is done and nobody is asked', async () => {
    const call = aReply();
    const { output } = await office.perform(call);
    expect(output).toEqual({
      messageId: `<${idempotencyKey(call)}@dayshift.example>`,
      accepted: ['ada@example.com', 'bob@example.com'],
    });
    expect(await rowOf(call)).toMatchObject({ state: 'done', result: output });
    expect(office.mail.taken).toHaveLength(1);
  });

  it('is sent again when it is not there, under the same Message-ID', async () => {
    office.mail.behaviour.losesData = true;
    await expect(office.perform(aReply())).rejects.toMatchObject({
      type: 'MAIL_UNAVAILABLE',
      nonRetryable: false,
      details: [{ effect: 'not-happened' }],
    });
    office.mail.behaviour.losesData = false;
    office.mail.behaviour.cutsAfterData = false;
    await office.perform(aReply(), 2);
    expect(office.mail.taken).toHaveLength(1);
  }, 15_000);

  it('is looked up by the next attempt when the host died while it was under way', async () => {
    const call = aReply();
    await office.perform(call);
    const row = aRowOf(await rowOf(call));
    await office.store.effects.replace({ ...row, state: 'started', result: undefined }, row.revision);
    expect((await office.perform(call, 2)).output).toMatchObject({
      accepted: ['ada@example.com', 'bob@example.com'],
    });
    expect(office.mail.taken).toHaveLength(1);
  });

  it('that two hosts find missing at once is sent by one of them', async () => {
    office.mail.behaviour.losesData = true;
    const call = aReply();
    await expect(office.perform(call)).rejects.toMatchObject({ type: 'MAIL_UNAVAILABLE' });
    const row = aRowOf(await rowOf(call));
    await office.store.effects.replace({ ...row, state: 'started' }, row.revision);
    office.mail.behaviour.losesData = false;
    office.mail.behaviour.cutsAfterData = false;
    const outcomes = await Promise.allSettled([office.perform(call, 2), office.perform(call, 3)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(office.mail.taken).toHaveLength(1);
  }, 20_000);

  it('is asked about while the server cannot be asked, and a later look settles it', async () => {
    isMailboxAway = true;
    const call = aReply();
    await expect(office.perform(call)).rejects.toMatchObject({
      type: 'AMBIGUOUS_EFFECT',
      details: [{ canLook: true, effect: 'unknown' }],
    });
    isMailboxAway = false;
    expect((await office.perform(call)).output).toMatchObject({
      accepted: ['ada@example.com', 'bob@example.com'],
    });
    expect(office.mail.taken).toHaveLength(1);
  }, 15_000);
});

describe('a deliverable', () => {
  const report = { path: 'reports/overnight.md', title: 'Overnight', content: '# All quiet' };

  it('is written as the next version, in the store and as a file', async () => {
    await office.perform(aCall('deliverable.write', report));
    const second = await office.perform(
      aCall('deliverable.write', { ...report, content: '# Storm' }, { key: 'send@1' }),
    );
    expect(second.output).toMatchObject({ path: report.path, version: 2 });
    const file = path.join(office.deliverablesFolder, 'w', report.path);
    expect(await readFile(file, 'utf8')).toBe('# Storm');
  });

  it('is written once although the host died before saying so', async () => {
    const first = await office.perform(aCall('deliverable.write', report));
    const row = await office.store.effects.get(idempotencyKey(aCall('deliverable.write', report)));
    await office.store.effects.replace(
      { ...aRowOf(row), state: 'started', result: undefined },
      row?.revision ?? 0,
    );
    expect((await office.perform(aCall('deliverable.write', report), 2)).output).toEqual(first.output);
    expect(await office.store.deliverables.count({ workspaceId: 'w', path: report.path })).toBe(1);
  });

  it('written by eight runs at once has eight versions', async () => {
    const calls = Array.from({ length: 8 }, (_, index) =>
      aCall('deliverable.write', report, { key: `send@${index}` }),
    );
    const outputs = await Promise.all(calls.map((call) => office.perform(call)));
    const versions = outputs.map(({ output }) => (output as { version: number }).version);
    expect(versions.sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it.each(['../x.md', 'a/../../x.md', '/etc/x.md', 'x.sh', 'a\\..\\x.md'])(
    'cannot be written to %s',
    async (place) => {
      const call = aCall('deliverable.write', { ...report, path: place });
      await expect(office.perform(call)).rejects.toMatchObject({
        type: 'INPUT_INVALID',
        details: [{ path: 'path' }],
      });
    },
  );
});

describe('every operation', () => {
  it('is registered on the queue its contract names', () => {
    const { agent, effects } = office.activities;
    const placed = { agent: Object.keys(agent), effects: Object.keys(effects) };
    for (const { name, queue } of Object.values(operations))
      expect(placed).toHaveProperty(queue, expect.arrayContaining([name]));
    expect([...placed.agent, ...placed.effects].sort()).toEqual(Object.keys(operations).sort());
  });
});
