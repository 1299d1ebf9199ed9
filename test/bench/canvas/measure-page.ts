import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { percentile } from '../figure.ts';

export interface Frames {
  perSecond: number;
  p95Ms: number;
}

export interface PageFigures {
  pan: Frames;
  zoom: Frames;
  drag: Frames;
}

export interface PaneSize {
  width: number;
  height: number;
}

interface Place {
  x: number;
  y: number;
}

/** Input comes as from a mouse: every 16 ms, whether the page keeps up or not. */
const inputEveryMs = 16;
const inputsPerGesture = 64;
/** What opening set off (checks, fonts) is over by then. */
const settleMs = 700;

const watcher = fileURLToPath(new URL('./watch-page.js', import.meta.url));

/** Puts the watcher into every page of a context. */
export async function watchPages(context: BrowserContext): Promise<void> {
  await context.addInitScript({ path: watcher });
}

/** Opens a page once, for the browser's cache; gives the size of the pane that is drawn on. */
export async function visitPage(context: BrowserContext, url: string, nodes: number): Promise<PaneSize> {
  return inNewTab(context, async (page) => {
    await openPage(page, url, nodes);
    return inPage<PaneSize>(page, 'bench.pane()');
  });
}

/** Opens a page in a tab of its own: ms until all nodes are shown. */
export async function measureOpening(context: BrowserContext, url: string, nodes: number): Promise<number> {
  return inNewTab(context, async (page) => {
    const openMs = await openPage(page, url, nodes);
    // What it still does would be on the next page's time.
    await page.waitForTimeout(settleMs);
    return openMs;
  });
}

/** Opens a page with so many nodes and moves what is on it about with the mouse. */
export async function measurePage(context: BrowserContext, url: string, nodes: number): Promise<PageFigures> {
  return inNewTab(context, async (page) => {
    await openPage(page, url, nodes);
    const input = await context.newCDPSession(page);
    await page.waitForTimeout(settleMs);
    const pan = await panFrames(page, input);
    await inPage(page, 'bench.still()');
    const zoom = await zoomFrames(page, input);
    await inPage(page, 'bench.still()');
    const drag = await dragFrames(page, input);
    return { pan, zoom, drag };
  });
}

async function inNewTab<T>(context: BrowserContext, work: (page: Page) => Promise<T>): Promise<T> {
  const page = await context.newPage();
  try {
    return await work(page);
  } finally {
    await page.close();
  }
}

/** Ms until all nodes are shown. */
export async function openPage(page: Page, url: string, nodes: number): Promise<number> {
  await page.addInitScript(`window.benchNodes = ${nodes}`);
  await page.goto(url, { waitUntil: 'commit' });
  const tooLong = AbortSignal.timeout(60_000);
  return Promise.race([
    inPage<number>(page, 'bench.opened'),
    once(tooLong, 'abort').then(() =>
      Promise.reject(new Error(`Not all of ${nodes} nodes were shown in a minute.`)),
    ),
  ]);
}

async function panFrames(page: Page, input: CDPSession): Promise<Frames> {
  const from = await inPage<Place>(page, 'bench.emptyPlace()');
  const before = await inPage<string>(page, 'bench.view()');
  const frames = await whileDragging(page, input, from);
  // Frames of a page that did not move would be flattering.
  if ((await inPage<string>(page, 'bench.view()')) === before)
    throw new Error('Panning did not move the view.');
  return frames;
}

async function zoomFrames(page: Page, input: CDPSession): Promise<Frames> {
  const at = await inPage<Place>(page, 'bench.emptyPlace()');
  const before = await inPage<string>(page, 'bench.view()');
  let between = before;
  const frames = await record(page, async () => {
    await paced(inputsPerGesture / 2, () => wheel(-25));
    between = await inPage<string>(page, 'bench.view()');
    await paced(inputsPerGesture / 2, () => wheel(25));
  });
  if (between === before) throw new Error('The wheel did not zoom.');
  return frames;

  function wheel(deltaY: number) {
    return input.send('Input.dispatchMouseEvent', { type: 'mouseWheel', ...at, deltaX: 0, deltaY });
  }
}

async function dragFrames(page: Page, input: CDPSession): Promise<Frames> {
  const { id, ...from } = await inPage<Place & { id: string }>(page, 'bench.nodePlace()');
  const before = await inPage<string>(page, `bench.placeOf(${JSON.stringify(id)})`);
  const frames = await whileDragging(page, input, from);
  if ((await inPage<string>(page, `bench.placeOf(${JSON.stringify(id)})`)) === before)
    throw new Error(`Dragging did not move ${id} at ${from.x}, ${from.y} of ${page.url()}.`);
  return frames;
}

/** Presses at a place, goes round in circles, ends a little beside it, and lets go. */
async function whileDragging(page: Page, input: CDPSession, from: Place): Promise<Frames> {
  const mouse = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', at: Place) =>
    input.send('Input.dispatchMouseEvent', { type, ...at, button: 'left', buttons: 1, clickCount: 1 });
  await input.send('Input.dispatchMouseEvent', { type: 'mouseMoved', ...from });
  await mouse('mousePressed', from);
  let last = from;
  const frames = await record(page, () =>
    paced(inputsPerGesture, (index) => {
      const angle = (index / inputsPerGesture) * 4 * Math.PI;
      last = {
        x: Math.round(from.x + 90 * Math.sin(angle) + index / 2),
        y: Math.round(from.y + 60 * (1 - Math.cos(angle)) + index / 3),
      };
      return mouse('mouseMoved', last);
    }),
  );
  await mouse('mouseReleased', last);
  return frames;
}

/** Sends inputs at their pace without waiting for the page, then until the page has taken in all of them. */
async function paced(count: number, send: (index: number) => Promise<unknown>): Promise<void> {
  const sent: Promise<unknown>[] = [];
  const start = performance.now();
  for (let index = 0; index < count; index += 1) {
    const wait = start + index * inputEveryMs - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    sent.push(send(index));
  }
  await Promise.all(sent);
}

async function record(page: Page, gesture: () => Promise<void>): Promise<Frames> {
  await inPage(page, 'bench.record()');
  await gesture();
  const at = await inPage<number[]>(page, 'bench.stop()');
  const gaps = at.slice(1).map((each, index) => each - (at[index] ?? each));
  const seconds = ((at.at(-1) ?? 0) - (at[0] ?? 0)) / 1000;
  return { perSecond: gaps.length / seconds, p95Ms: percentile(gaps, 95) };
}

function inPage<T>(page: Page, expression: string): Promise<T> {
  // The watcher's own functions, which give what is asked for here.
  return page.evaluate(expression) as Promise<T>;
}
