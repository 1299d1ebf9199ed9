import { expect } from 'vitest';
import { test } from './support/desk.ts';
import { practiceOffice } from './support/practice-office.ts';
import { aGraph, aNode, anEdge, end, form, prepare } from './support/prepared.ts';
import { eventually, gone, seen } from './support/wait.ts';

test('the input of one stuck run is corrected at the field that was refused, and the playbook stays as it is', async ({
  desk,
}) => {
  const { playbook, run } = prepare(desk.api);
  const { helpDeskUrl, refunds } = practiceOffice(desk.api);
  const refund = aNode('refund', 'http-request', 'Refund', 1, {
    method: 'POST',
    url: `${helpDeskUrl}/refunds`,
    body: { order: '10442', amount: 0.3, currency: 'EUR' },
    gate: { decides: 'alone' },
  });
  const id = await playbook(
    'Refund by hand',
    aGraph([form, refund, end], [anEdge('form', 'out', 'refund'), anEdge('refund', 'done', 'end')]),
  );
  await desk.api.ask('POST', `/api/playbooks/${id}/publish`, { ifRevision: 1 });
  const runId = await run(id, { subject: 'one cent too much' });

  const page = await desk.open(`/runs/${runId}`);
  await page.getByRole('button', { name: 'Correct input' }).click();
  const dialog = page.getByRole('dialog', { name: 'Correct the input of Refund' });
  await seen(dialog.getByText('reason_code missing. It takes charged_twice', { exact: false }));
  const send = dialog.getByRole('button', { name: 'Try again with this' });
  expect(await send.isDisabled()).toBe(true);
  await dialog.locator('[data-path="body.reason_code"]').click();
  await page.getByRole('option', { name: 'charged_twice' }).click();
  await seen(dialog.getByRole('region', { name: 'What you changed' }).getByText('charged_twice'));
  await send.click();
  await gone(dialog);
  // The card of the end says “done” as well, so the run itself is asked.
  await eventually(() => desk.api.ask('GET', `/api/runs/${runId}`)).toMatchObject({ run: { state: 'done' } });
  expect((await refunds('10442')).filter(({ amount }) => amount === 0.3)).toMatchObject([
    { reason_code: 'charged_twice' },
  ]);
  expect(await desk.api.ask('GET', `/api/playbooks/${id}`)).toMatchObject({
    publishedVersion: 1,
    hasUnpublishedChanges: false,
  });

  // The next one is stuck again; beside this one it says why.
  const next = await run(id, { subject: 'once more' });
  await page.goto(`${desk.url}/runs/${next}?compare=${runId}`);
  await seen(
    page.getByText(
      'Refund was refused here because “reason_code” is missing; the other sent “charged_twice”.',
      {
        exact: false,
      },
    ),
  );
  await seen(
    page.getByRole('table', { name: 'What was asked, value by value' }).getByText('body › reason_code'),
  );
});
