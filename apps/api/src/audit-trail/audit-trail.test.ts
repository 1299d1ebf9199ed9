import type { AuditRow } from '@dayshift/contracts';
import type { EffectRecord } from '@dayshift/model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { audit } from '../audit.ts';
import { aTestOffice, type TestOffice } from '../test-support/a-test-office.ts';
import { lookUpAndSend } from '../test-support/graphs.ts';
import { csvLine } from './csv-line.ts';

let office: TestOffice;
beforeEach(async () => {
  office = await aTestOffice();
  office.temporal.answer = () => ({ output: { status: 200, headers: {}, body: { sum: 49, id: 'R1' } } });
});
afterEach(() => office.close());

const list = async (query = ''): Promise<{ items: AuditRow[]; nextCursor?: string }> =>
  (await office.request('GET', `/api/audit${query}`)).body;
const all = async (query = '', limit = 7): Promise<AuditRow[]> => {
  const rows: AuditRow[] = [];
  let cursor = '';
  do {
    const page = await list(`?limit=${limit}${query}${cursor && `&cursor=${cursor}`}`);
    rows.push(...page.items);
    cursor = page.nextCursor ?? '';
  } while (cursor);
  return rows;
};

async function aRun(gate?: { decides: string; when?: string }): Promise<string> {
  const id = await office.publish(lookUpAndSend(gate));
  const body = { from: 'published', input: { order: '1' } };
  return (await office.request('POST', `/api/playbooks/${id}/runs`, body)).body.runId;
}

function anEffect(runId: string, change: Partial<EffectRecord> = {}) {
  const effect: Omit<EffectRecord, 'revision'> = {
    id: `eff_${runId}`,
    workspaceId: 'main',
    runId,
    key: 'send',
    operation: 'http.request',
    requestHash: '',
    state: 'done',
    summary: 'POST https://desk.example/refunds',
    version: 1,
    attempts: 1,
    startedAt: Date.now(),
    ...change,
  };
  return office.store.effects.insert(effect);
}

describe('the audit', () => {
  it('has what a worker did alone, with the rule that let it', async () => {
    const runId = await aRun({ decides: 'ask-when', when: 'steps.look.body.sum > 50' });
    await anEffect(runId);
    const [effect] = await all('&kind=effect');
    expect(effect).toMatchObject({
      kind: 'effect',
      actor: 'A playbook',
      action: 'http.request',
      target: runId,
      summary: 'POST https://desk.example/refunds',
      result: 'done',
      rule: expect.stringMatching(/^alone: unless .+ > 50$/),
      run: { id: runId, playbook: 'A playbook', version: 1 },
    });
  });

  it('says whose yes let an effect go out', async () => {
    const runId = await aRun({ decides: 'ask' });
    const [approval] = await office.store.approvals.find({
      where: { workspaceId: 'main', runId },
      order: { by: 'openedAt', direction: 'ascending' },
      limit: 1,
    });
    const decision = { verdict: 'approve', digest: approval?.digest, decisionId: 'dec_00000001' };
    const answer = await office.request(
      'POST',
      `/api/approvals/${encodeURIComponent(approval?.id ?? '')}/decision`,
      decision,
    );
    expect(answer.status).toBe(200);
    await anEffect(runId, approval ? { approvalId: approval.id } : {});
    expect(await all('&kind=effect')).toMatchObject([
      { rule: 'after You said yes', approvalId: approval?.id },
    ]);
    const said = (await all('&kind=person')).find(({ action }) => action === 'approval.approved');
    expect(said).toMatchObject({ run: { id: runId }, approvalId: approval?.id });
  });

  it('has every start once: by hand as the person did it, and by a trigger from the run itself', async () => {
    const runId = await aRun();
    const row = await office.store.runs.get(runId);
    if (!row) throw new Error('There is no run.');
    const { startedBy: _nobody, ...byMail } = row;
    await office.store.runs.insert({
      ...byMail,
      id: 'run_mail',
      triggerType: 'mail-received',
      title: 'Sparks',
    });
    const starts = (await all()).filter(({ target }) => target === runId || target === 'run_mail');
    expect(starts.map(({ target, kind, action }) => [target, kind, action])).toEqual(
      expect.arrayContaining([
        [runId, 'person', 'run.started'],
        ['run_mail', 'start', 'run.began'],
      ]),
    );
    expect(starts).toHaveLength(2);
    expect(starts.find(({ kind }) => kind === 'start')?.summary).toBe('A mail started “Sparks”.');
  });

  it('has a start by hand also when whoever wrote it down died over it', async () => {
    const runId = await aRun();
    const [own] = await office.store.auditEntries.find({
      where: { workspaceId: 'main', target: runId },
      order: { by: 'at', direction: 'ascending' },
      limit: 1,
    });
    await office.store.auditEntries.remove(own?.id ?? '', own?.revision ?? 0);
    const starts = (await all()).filter(({ target }) => target === runId);
    expect(starts).toMatchObject([{ kind: 'start', actor: 'You', action: 'run.began' }]);
  });

  it('gives each entry once over its pages, also of one instant, and newest first', async () => {
    const runId = await aRun();
    const at = Date.now() - 60_000;
    const ids: string[] = [];
    for (let index = 0; index < 30; index += 1) {
      ids.push(`e${index}`, `p${index}`);
      await anEffect(runId, { id: `e${index}`, startedAt: at });
      const before = office.context.now;
      office.context.now = () => at;
      await audit(office.context, { id: `p${index}`, actor: 'You', action: 'x', target: 'x', summary: 'x' });
      office.context.now = before;
    }
    for (const limit of [1, 7, 100]) {
      const rows = await all('', limit);
      const found = rows.map(({ id }) => id).filter((id) => ids.includes(id));
      expect(found.toSorted()).toEqual(ids.toSorted());
      expect(rows.map((row) => row.at)).toEqual(rows.map((row) => row.at).toSorted((a, b) => b - a));
    }
  });

  it('can be asked for one worker, a kind, a time, a result and words', async () => {
    const runId = await aRun();
    const hired = { name: 'Hiro', role: 'Support', timeZone: 'UTC' };
    const workerId = (await office.request('POST', '/api/workers', hired)).body.id;
    const row = await office.store.runs.get(runId);
    if (!row) throw new Error('There is no run.');
    await office.store.runs.insert({ ...row, id: 'run_hiro', workerId, triggerType: 'webhook' });
    await anEffect('run_hiro', { startedAt: 1_000, state: 'started' });
    await anEffect(runId, { startedAt: 2_000 });
    expect(await all(`&kind=effect&worker=${workerId}`)).toMatchObject([{ actor: 'Hiro', result: 'open' }]);
    expect(await all('&from=1000&to=2000')).toMatchObject([{ at: 1_000 }]);
    expect(await all('&kind=effect&result=done')).toMatchObject([{ at: 2_000 }]);
    expect(await all('&kind=effect&text=REFUNDS')).toHaveLength(2);
    expect(await all('&kind=effect&text=mail')).toEqual([]);
    expect((await office.request('GET', '/api/audit?kind=nonsense')).status).toBe(400);
  });
});

describe('its export', () => {
  it('is all of it as JSON lines, under the same filters, and is in the audit itself', async () => {
    const runId = await aRun();
    for (let index = 0; index < 450; index += 1) await anEffect(runId, { id: `e${index}`, startedAt: index });
    const { status, body, headers } = await office.request(
      'GET',
      '/api/audit/export?format=jsonl&kind=effect',
    );
    expect(status).toBe(200);
    expect(headers['content-disposition']).toBe('attachment; filename="audit.jsonl"');
    const rows = String(body)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as AuditRow);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(450);
    expect((await all('&kind=person'))[0]).toMatchObject({ action: 'audit.exported', actor: 'You' });
  });

  it('as CSV keeps words of strangers from becoming formulas', async () => {
    const runId = await aRun();
    await anEffect(runId, { summary: '=HYPERLINK("http://evil.example","pay")' });
    const { body, headers } = await office.request('GET', '/api/audit/export?format=csv&kind=effect');
    expect(headers['content-type']).toContain('text/csv');
    const [head, line] = String(body).split('\r\n');
    expect(head).toBe(
      'at,kind,who,action,what,result,rule,playbook,version,run,run title,target,approval,id',
    );
    expect(line).toContain(`"'=HYPERLINK(""http://evil.example"",""pay"")"`);
  });

  it('is refused to strangers', async () => {
    expect((await office.stranger('GET', '/api/audit/export?format=csv')).status).toBe(401);
  });
});

it.each([
  ['=1+1', `"'=1+1"`],
  ['+49 30', `"'+49 30"`],
  ['-2', `"'-2"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['\t=1', `"'\t=1"`],
  [' =1', `"' =1"`],
  ['＝1', `"'＝1"`],
  ['a "b", c', '"a ""b"", c"'],
  ['two\nlines', '"two\nlines"'],
  ["'quoted", `"'quoted"`],
  ['plain – words', 'plain – words'],
])('a cell with %j is written as %j', (text, cell) => {
  expect(csvLine([text, 'x'])).toBe(`${cell},x\r\n`);
});
