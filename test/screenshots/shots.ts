import type { Page } from 'playwright-core';
import type { SignedIn } from '../support/office.ts';
import type { Scene } from './scene.ts';

/** One picture: where it is, a word that is there once the page is, and what is done before it is taken. */
export interface Shot {
  name: string;
  at: string;
  shows: string;
  before?: (page: Page) => Promise<void>;
}

const playbook = '/playbooks/pb_answer_or_refund';

export function shotsOf({ session }: SignedIn, scene: Scene): Shot[] {
  return [
    { name: 'home', at: '/', shows: 'Needs you' },
    { name: 'inbox', at: `/inbox/${encodeURIComponent(scene.question)}`, shows: 'What led here' },
    {
      name: 'inbox-edit',
      at: `/inbox/${encodeURIComponent(scene.question)}`,
      shows: 'What led here',
      before: press('Edit'),
    },
    {
      name: 'inbox-reject',
      at: `/inbox/${encodeURIComponent(scene.question)}`,
      shows: 'What led here',
      before: press('(Reject|Do not)'),
    },
    { name: 'inbox-decided', at: '/inbox?tab=decided', shows: 'What led here' },
    { name: 'runs', at: '/runs', shows: 'Charged twice' },
    { name: 'run-stuck', at: `/runs/${scene.stuckRun}`, shows: 'Fix and resume' },
    { name: 'run-compared', at: `/runs/${scene.stuckRun}?compare=${scene.doneRun}`, shows: 'They part at' },
    {
      name: 'run-correct',
      at: `/runs/${scene.stuckRun}`,
      shows: 'Fix and resume',
      before: press('Correct input'),
    },
    { name: 'run-done', at: `/runs/${scene.doneRun}`, shows: 'Run again' },
    { name: 'playbooks', at: '/playbooks', shows: 'Answer or refund' },
    { name: 'playbook-new', at: '/playbooks?new=true', shows: 'Who does it' },
    {
      name: 'playbook-pause',
      at: '/playbooks',
      shows: 'Answer or refund',
      before: choose('Answer or refund', 'Pause…'),
    },
    { name: 'canvas', at: playbook, shows: 'Understand the mail' },
    { name: 'canvas-step', at: `${playbook}?node=refund`, shows: 'Who decides' },
    { name: 'canvas-fix', at: `${playbook}?node=refund&run=${scene.stuckRun}`, shows: 'Who decides' },
    { name: 'canvas-try', at: playbook, shows: 'Understand the mail', before: press('Try it') },
    { name: 'outline', at: `${playbook}?tab=outline`, shows: 'Understand the mail' },
    { name: 'playbook-runs', at: `${playbook}?tab=runs`, shows: 'Charged twice' },
    { name: 'workers', at: '/workers', shows: 'Mina' },
    { name: 'hire', at: '/workers?hire=true', shows: 'Name' },
    { name: 'worker', at: `/workers/${scene.worker}`, shows: 'Support operations' },
    {
      name: 'worker-edit',
      at: '/workers/wrk_hiro',
      shows: 'Support operations',
      before: choose('Hiro', 'Edit…'),
    },
    { name: 'deliverables', at: `/deliverables?open=${scene.deliverable}`, shows: 'What stood out' },
    { name: 'tools', at: '/tools', shows: 'Send' },
    { name: 'audit', at: '/audit', shows: 'Signed in' },
    { name: 'settings', at: '/settings', shows: 'Settings' },
    { name: 'not-found', at: '/nowhere', shows: 'There is' },
    { name: 'practice-mailbox', at: session.practice?.mailUrl ?? '/', shows: 'Practice mailbox' },
    { name: 'practice-help-desk', at: session.practice?.helpDeskUrl ?? '/', shows: 'Practice' },
  ];
}

export function shotsAfterTheFix(scene: Scene): Shot[] {
  return [
    {
      name: 'resume',
      at: `/runs/${scene.stuckRun}?resume=true`,
      shows: 'Load customer',
      before: resumeIsPlanned,
    },
    {
      name: 'canvas-tested',
      at: `${playbook}?node=understand`,
      shows: 'Test step',
      before: async (page) => {
        await press('Test step')(page);
        await page.getByText('Output of this run').waitFor();
      },
    },
    { name: 'versions', at: `${playbook}?tab=versions`, shows: 'Invoices need a reason' },
  ];
}

function press(name: string): (page: Page) => Promise<void> {
  return (page) =>
    page
      .getByRole('button', { name: new RegExp(`^${name}`) })
      .first()
      .click();
}

/** Out of the menu of a playbook or a worker. */
function choose(name: string, item: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.getByRole('button', { name: `More to do with ${name}`, exact: true }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
}

async function resumeIsPlanned(page: Page): Promise<void> {
  await page.getByRole('dialog').getByText('Nothing that was already sent', { exact: false }).waitFor();
}
