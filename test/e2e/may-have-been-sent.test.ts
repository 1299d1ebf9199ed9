import { expect } from 'vitest';
import { test } from './support/desk.ts';
import { practiceOffice } from './support/practice-office.ts';
import { aGraph, aNode, anEdge, end, form, prepare } from './support/prepared.ts';
import { eventually, gone, seen } from './support/wait.ts';

test('nobody knows whether a ticket was opened: the person looks, says so, and there is one', async ({
  desk,
}) => {
  const { helpDeskUrl } = practiceOffice(desk.api);
  const tickets = async (subject: string): Promise<number> => {
    const answer = await fetch(`${helpDeskUrl}/tickets`);
    const { tickets: all } = (await answer.json()) as { tickets: { subject: string }[] };
    return all.filter((ticket) => ticket.subject === subject).length;
  };
  const prepared = prepare(desk.api);
  // The desk opens the ticket, and answers only after the step has given up.
  const open = {
    ...aNode('open', 'http-request', 'Open a ticket', 1, {
      method: 'POST',
      url: `${helpDeskUrl}/tickets?delay=3000`,
      body: { email: 'nora@example.org', subject: '{{ trigger.subject }}' },
    }),
    patience: { timeoutSeconds: 2 },
  };
  const graph = aGraph([form, open, end], [anEdge('form', 'out', 'open'), anEdge('open', 'done', 'end')]);
  const id = await prepared.playbook('Open tickets', graph);
  await desk.api.ask('POST', `/api/playbooks/${id}/publish`, { ifRevision: 1 });

  const found = await prepared.run(id, { subject: 'Lamp one' });
  const page = await desk.open(`/runs/${found}`);
  const banner = page.getByRole('region', { name: 'State of the run' });
  await seen(banner.getByText('The request may have been carried out. Was it?', { exact: false }));
  await seen(banner.getByText(`POST ${helpDeskUrl}/tickets`, { exact: false }));
  await eventually(() => tickets('Lamp one')).toBe(1);
  await banner.getByRole('button', { name: 'It was carried out' }).click();
  const dialog = page.getByRole('dialog', { name: 'Open a ticket did happen' });
  await dialog.getByRole('button', { name: 'Set it and go on' }).click();
  await gone(dialog);
  await seen(banner.getByText('done', { exact: false }));
  expect(await tickets('Lamp one')).toBe(1);

  const again = await prepared.run(id, { subject: 'Lamp two' });
  await page.goto(`${desk.url}/runs/${again}`);
  await banner.getByRole('button', { name: 'It was not carried out: send it now' }).click();
  await seen(page.getByRole('dialog').getByText('it happens twice', { exact: false }));
  await page.getByRole('dialog').getByRole('button', { name: 'Send it now' }).click();
  await eventually(() => tickets('Lamp two')).toBe(2);
});
