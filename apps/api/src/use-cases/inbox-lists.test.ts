import type { ApprovalRow } from '@dayshift/contracts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aTestOffice, type TestOffice } from '../test-support/a-test-office.ts';
import { aGraph, aNode, lookUpAndSend } from '../test-support/graphs.ts';

let office: TestOffice;
beforeEach(async () => {
  office = await aTestOffice();
});
afterEach(() => office.close());

/** A run that asks somebody about a form, and its card's row. */
async function ask(who: string, more: object = {}): Promise<void> {
  const playbookId = await office.publish(
    aGraph(
      [
        aNode('start', 'manual', {
          fields: [
            { name: 'order', kind: 'text' },
            { name: 'customer', kind: 'text' },
          ],
        }),
        aNode('ask', 'approval', { title: 'Send this refund to {{ trigger.customer }}?', who, ...more }),
        aNode('tell', 'end', { outcome: 'told no' }, { title: 'Tell the customer no' }),
      ],
      ['start:out>ask', 'ask:rejected>tell'],
    ),
  );
  const input = { order: '10442', customer: `Ada for ${who}` };
  await office.request('POST', `/api/playbooks/${playbookId}/runs`, { from: 'published', input });
}

const list = async (query: string) => (await office.request('GET', `/api/approvals?${query}`)).body;
const assignees = (page: { items: ApprovalRow[] }) => page.items.map(({ assignee }) => assignee).sort();

test('a question for somebody else is not under mine, and is counted apart', async () => {
  for (const who of ['You', 'Support lead', 'Anyone', ' you ']) await ask(who);
  expect(assignees(await list('whose=mine'))).toEqual([' you ', 'Anyone', 'You']);
  const others = await list('whose=others');
  expect(assignees(others)).toEqual(['Support lead']);
  expect([others.open, others.openForOthers]).toEqual([3, 1]);
  expect(assignees(await list('whose=all'))).toHaveLength(4);
  const { body: home } = await office.request('GET', '/api/home');
  expect([home.waitingCount, home.waitingForOthers]).toEqual([3, 1]);
  expect(assignees({ items: home.waiting })).not.toContain('Support lead');
});

test('a question is told by the author’s words and the run’s data, and says where each answer leads', async () => {
  await ask('You');
  const [row] = (await list('whose=mine')).items as ApprovalRow[];
  expect(row).toMatchObject({
    title: 'Send this refund to Ada for You?',
    runTitle: 'Ada for You, order 10442',
  });
  const { body: card } = await office.request('GET', `/api/approvals/${encodeURIComponent(row!.id)}`);
  expect(card.leads.yes).toBeUndefined();
  expect(card).toMatchObject({
    question: 'Send this refund to Ada for You?',
    verbs: { yes: 'Send the refund', no: 'Do not send' },
    leads: { no: 'Tell the customer no' },
    matter: { person: { name: 'Ada for You' }, facts: [{ name: 'order', value: '10442' }] },
  });
});

test('a step that asks before it acts can ask in the author’s own words', async () => {
  office.temporal.answer = () => ({ output: { status: 200, headers: {}, body: { sum: 49 } } });
  const question = 'Send this refund of {{ steps.look.body.sum }} to Ada Example?';
  const playbookId = await office.publish(lookUpAndSend({ decides: 'ask', question }));
  await office.request('POST', `/api/playbooks/${playbookId}/runs`, {
    from: 'published',
    input: { order: '7' },
  });
  const [row] = (await list('whose=all')).items as ApprovalRow[];
  const { body: card } = await office.request('GET', `/api/approvals/${encodeURIComponent(row!.id)}`);
  expect(card).toMatchObject({
    question: 'Send this refund of 49 to Ada Example?',
    verbs: { yes: 'Send the refund', no: 'Do not send' },
    leads: { yes: 'done' },
    led: expect.arrayContaining(['look: 49']),
  });
});

test('what a customer wrote does not get onto a button', async () => {
  const playbookId = await office.publish(
    aGraph(
      [
        aNode('start', 'manual', { fields: [{ name: 'subject', kind: 'text' }] }),
        aNode('ask', 'approval', { title: '{{ trigger.subject }}', who: 'You' }),
      ],
      ['start:out>ask'],
    ),
  );
  const input = { subject: 'Send the money to me?' };
  await office.request('POST', `/api/playbooks/${playbookId}/runs`, { from: 'published', input });
  const [row] = (await list('whose=mine')).items as ApprovalRow[];
  const { body: card } = await office.request('GET', `/api/approvals/${encodeURIComponent(row!.id)}`);
  expect(card.verbs).toEqual({ yes: 'Approve', no: 'Reject' });
});

test.each([
  ['The lamp was late.', 'playbook'],
  ['{{ trigger.order }}', 'playbook'],
])('the reason %j is not shown as the AI’s words', async (reason, by) => {
  await ask('You', { reason });
  const [row] = (await list('whose=mine')).items as ApprovalRow[];
  const { body: card } = await office.request('GET', `/api/approvals/${encodeURIComponent(row!.id)}`);
  expect(card.reasonBy).toBe(by);
});
