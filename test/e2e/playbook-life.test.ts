import { expect } from 'vitest';
import { test } from './support/desk.ts';
import { chooseWorker, drawNew } from './support/new-playbook.ts';
import { prepare } from './support/prepared.ts';
import { eventually, gone, seen } from './support/wait.ts';

test('a playbook is paused on its canvas, takes nothing, is seen at home, and is switched on there', async ({
  desk,
}) => {
  const { askingPlaybook, run } = prepare(desk.api);
  const id = await askingPlaybook('Resting soon');
  const runId = await run(id, { subject: 'still open' });
  const page = await desk.open(`/playbooks/${id}`);
  await page.getByRole('button', { name: 'More to do with Resting soon' }).click();
  await page.getByRole('menuitem', { name: 'Pause…' }).click();
  const dialog = page.getByRole('dialog', { name: /Pause/ });
  await seen(dialog.getByText('1 run is open'));
  await dialog.getByRole('button', { name: 'Pause', exact: true }).click();
  await gone(dialog);
  await seen(page.getByRole('status').getByText('1 open run goes on.', { exact: false }));
  await expect(run(id, { subject: 'too late' })).rejects.toThrow(/is paused and takes no new work/);
  expect(await desk.api.ask('GET', `/api/runs/${runId}`)).toMatchObject({ run: { state: 'waiting' } });

  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await seen(page.getByRole('heading', { name: 'Paused' }));
  await page.getByRole('button', { name: 'Switch on Resting soon' }).click();
  await gone(page.getByRole('link', { name: /Resting soon Takes nothing new/ }));
  await run(id, { subject: 'on again' });
});

test('a playbook is copied, put away, brought back, and deleted by its name', async ({ desk }) => {
  const id = await prepare(desk.api).askingPlaybook('Old ways');
  const page = await desk.open('/playbooks');
  const more = (name: string) => page.getByRole('button', { name: `More to do with ${name}`, exact: true });
  const item = (name: string) => page.getByRole('menuitem', { name });
  await more('Old ways').click();
  await item('Duplicate').click();
  await seen(page.getByRole('button', { name: 'Old ways (copy)', exact: true }));
  await seen(page.getByRole('button', { name: 'Publish v1' }));

  await page.goto(`${desk.url}/playbooks`);
  await more('Old ways').click();
  await item('Archive…').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Archive', exact: true }).click();
  const table = page.getByRole('table', { name: 'Playbooks', exact: true });
  await gone(table.getByRole('link', { name: 'Old ways', exact: true }));
  await page.getByRole('button', { name: /^Archived \(\d+\)$/ }).click();
  await seen(page.getByRole('table', { name: 'Archived playbooks' }).getByText('archived', { exact: true }));
  await more('Old ways').click();
  await item('Bring it back').click();
  await seen(table.getByRole('row').filter({ hasText: 'Old ways' }).getByText('paused'));

  await more('Old ways').click();
  await item('Delete…').click();
  const dialog = page.getByRole('dialog', { name: /Delete/ });
  const remove = dialog.getByRole('button', { name: 'Delete for good' });
  expect(await remove.isDisabled()).toBe(true);
  await dialog.getByRole('textbox', { name: 'Type its name to delete it' }).fill('Old ways');
  await remove.click();
  await gone(table.getByRole('link', { name: 'Old ways', exact: true }));
  await page.goto(`${desk.url}/playbooks/${id}`);
  await seen(page.getByText('This playbook was deleted.'));
  await seen(page.getByText('the last one it published', { exact: false }));
});

test('a worker is hired, edited and given work, and hands it over when it is let go', async ({ desk }) => {
  const page = await desk.open('/workers?hire=true');
  await page.getByRole('textbox', { name: 'Name' }).fill('Nora');
  await page.getByRole('textbox', { name: 'Role' }).fill('Refunds');
  await page.getByRole('button', { name: 'Hire Nora' }).click();
  await seen(page.getByRole('heading', { name: 'Nora', level: 2 }));
  await page.getByRole('button', { name: 'More to do with Nora' }).click();
  await page.getByRole('menuitem', { name: 'Edit…' }).click();
  await page.getByRole('textbox', { name: 'Reports to' }).fill('Dana Whitfield');
  await page.getByRole('textbox', { name: 'Hours' }).fill('8:00 to 18:00');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await seen(page.getByText('Refunds · reports to Dana Whitfield · 8:00 to 18:00', { exact: false }));

  await page.getByRole('button', { name: 'Give a playbook' }).click();
  await page.getByRole('menuitem', { name: 'A new one…' }).click();
  await drawNew(page, 'Noras own', 'Nora, Refunds');
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  expect(await desk.api.ask('GET', `/api/playbooks/${id}`)).toMatchObject({ workerName: 'Nora' });

  await page.goto(`${desk.url}/workers`);
  await page.getByRole('link', { name: /Nora/ }).click();
  await seen(page.getByRole('link', { name: 'Noras own · draft' }));
  await page.getByRole('button', { name: 'More to do with Nora' }).click();
  await page.getByRole('menuitem', { name: 'Let Nora go…' }).click();
  await chooseWorker(page, 'Its playbook goes to', 'Hiro, Support operations');
  await page.getByRole('button', { name: 'Let Nora go', exact: true }).click();
  await seen(page.getByText('Nora was let go', { exact: false }));
  await eventually(async () => desk.api.ask('GET', `/api/playbooks/${id}`)).toMatchObject({
    workerName: 'Hiro',
  });
  await page.goto(`${desk.url}/workers`);
  await page.getByRole('button', { name: 'Let go (1)' }).click();
  await seen(page.getByRole('link', { name: /Nora/ }).getByText('let go'));
});
