import type { Locator, Page } from 'playwright-core';
import { eventually, gone, saved, seen } from './wait.ts';

/** What an author does on the canvas, in an author's words. Everything by mouse and keys, nothing behind the page. */
export function canvasOf(page: Page) {
  const pane = page.locator('.react-flow__pane');
  const card = (title: string): Locator =>
    page.locator('.react-flow__node-step').filter({ has: page.getByText(title, { exact: true }) });
  const settings = page.locator('[data-inspector]');
  const field = (label: string): Locator => settings.getByRole('textbox', { name: label, exact: true });

  return {
    pane,
    card,
    settings,
    field,
    cards: page.locator('.react-flow__node-step'),
    arrows: page.locator('.react-flow__edge'),

    /** From the palette onto the canvas; `at` is a share of its width and height. */
    async drag(step: string, at: { x: number; y: number }): Promise<void> {
      const before = await page.locator('.react-flow__node').count();
      const box = await boxOf(pane);
      await page
        .getByRole('option', { name: step, exact: true })
        .dragTo(pane, { targetPosition: { x: box.width * at.x, y: box.height * at.y } });
      await eventually(() => page.locator('.react-flow__node').count()).toBe(before + 1);
    },

    /** Draws an arrow from an exit of one card to another card. */
    async connect(from: string, exit: string, to: string): Promise<void> {
      const before = await page.locator('.react-flow__edge').count();
      await dragBetween(
        page,
        middleOf(await boxOf(exitOf(card(from), exit))),
        middleOf(await boxOf(card(to))),
      );
      await eventually(() => page.locator('.react-flow__edge').count()).toBe(before + 1);
    },

    /** Tries to draw an arrow that is refused; the caller looks whether it was. */
    async linkInVain(from: string, exit: string, to: string): Promise<void> {
      await dragBetween(
        page,
        middleOf(await boxOf(exitOf(card(from), exit))),
        middleOf(await boxOf(card(to))),
      );
    },

    /** Lets an arrow go where no card is. */
    async dropArrow(from: string, exit: string, at: { x: number; y: number }): Promise<void> {
      const box = await boxOf(pane);
      const end = { x: box.x + box.width * at.x, y: box.y + box.height * at.y };
      await dragBetween(page, middleOf(await boxOf(exitOf(card(from), exit))), end);
    },

    async select(title: string): Promise<void> {
      await card(title).click();
      await eventually(() => field('Title of the step').inputValue()).toBe(title);
    },

    /** Types into a field of the settings, whatever it is drawn with. */
    async write(label: string, text: string): Promise<void> {
      await field(label).fill(text);
    },

    async choose(label: string, option: string): Promise<void> {
      await settings.getByRole('combobox', { name: label, exact: true }).click();
      await page.getByRole('option', { name: option, exact: true }).click();
    },

    /** Publishes the draft, and says which version it became. */
    async publish(): Promise<void> {
      await page.getByRole('button', { name: /^Publish v\d+$/ }).click();
      await settings.getByRole('button', { name: 'Publish', exact: true }).click();
      await seen(page.getByRole('button', { name: /^v\d+ is published$/ }));
    },

    async undo(): Promise<void> {
      await page.getByRole('button', { name: 'Undo', exact: true }).click();
    },

    async redo(): Promise<void> {
      await page.getByRole('button', { name: 'Redo', exact: true }).click();
    },

    async isWithoutProblems(): Promise<void> {
      await seen(page.getByText('No problems', { exact: true }));
    },

    async isSaved(): Promise<void> {
      await gone(page.getByText('draft · saving…'));
      await saved(page);
    },
  };
}

export type Canvas = ReturnType<typeof canvasOf>;

function exitOf(card: Locator, exit: string): Locator {
  return card.locator(`.react-flow__handle.source[data-handleid="${exit}"]`);
}

async function boxOf(what: Locator) {
  await seen(what);
  const box = await what.first().boundingBox();
  if (!box) throw new Error('It is not on the page.');
  return box;
}

const middleOf = (box: { x: number; y: number; width: number; height: number }) => ({
  x: box.x + box.width / 2,
  y: box.y + box.height / 2,
});

type Place = { x: number; y: number };

/** A hand: down, a few moves, up. */
async function dragBetween(page: Page, from: Place, to: Place): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 6, from.y + 6);
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}
