import type { Page } from 'playwright-core';
import { gone, seen } from './wait.ts';

/** In the dialog that makes a playbook: its name, who does it, and onto the canvas. */
export async function drawNew(page: Page, name: string, worker = 'Nobody yet'): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'New playbook' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await chooseWorker(page, 'Who does it', worker);
  await dialog.getByRole('button', { name: 'Draw it' }).click();
  await gone(dialog);
  await seen(page.getByText('An empty playbook'));
}

/** From a list of everybody who works here. */
export async function chooseWorker(page: Page, label: string, worker: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).or(page.getByLabel(label)).first().click();
  await page.getByRole('option', { name: worker }).click();
}
