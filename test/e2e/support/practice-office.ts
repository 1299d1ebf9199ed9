import type { Refund, SentMail } from '@dayshift/practice';
import type { Page } from 'playwright-core';
import { resumeSession, type SignedIn } from '../../support/office.ts';
import { seen } from './wait.ts';

/** What reached the practice office, asked of the office itself. */
export function practiceOffice({ session }: SignedIn) {
  const { practice } = session;
  if (!practice) throw new Error('There is no practice office.');
  const get = async (url: string) => (await fetch(url)).json();
  return {
    ...practice,
    // The practice office says what it answers with its own exported types.
    async mails(subject: string): Promise<SentMail[]> {
      const { mails } = (await get(`${practice.mailUrl}/api/mails`)) as { mails: SentMail[] };
      return mails.filter((mail) => mail.subject === subject);
    },
    async refunds(order: string): Promise<Refund[]> {
      const { refunds } = (await get(`${practice.helpDeskUrl}/refunds`)) as { refunds: Refund[] };
      return refunds.filter((refund) => refund.order === order);
    },
  };
}

/** The practice office of whoever is signed in on this page. */
export async function practiceOf(page: Page) {
  const { origin } = new URL(page.url());
  const cookies = await page.context().cookies(origin);
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return practiceOffice(await resumeSession(origin, cookie));
}

/** Opens the practice mailbox by its link in the app, as a person does, and finds a mail in it. */
export async function readMail(page: Page, subject: string): Promise<string> {
  await page.getByRole('button', { name: 'Practice model' }).click();
  const [mailbox] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('menuitem', { name: 'Practice mailbox' }).click(),
  ]);
  const mail = mailbox.getByRole('article', { name: subject, exact: true });
  await seen(mail);
  const text = await mail.locator('pre').first().textContent();
  await mailbox.close();
  return text ?? '';
}
