import type { BrowserContext } from 'playwright-core';
import type { Bench } from '../bench.ts';
import { type Figure, figure, median } from '../figure.ts';
import type { Part } from '../part.ts';
import { largePlaybook } from '../support/large-playbook.ts';
import { startBarePage } from './bare-page.ts';
import {
  type Frames,
  measureOpening,
  measurePage,
  type PageFigures,
  visitPage,
  watchPages,
} from './measure-page.ts';

const rounds = { opening: 9, moving: 3 };

/** n8n 2.41 on a machine of this size, measured once and apart. */
const sizes = [
  { nodes: 200, n8n: { openSeconds: 11, fps: 13 } },
  { nodes: 500, n8n: { openSeconds: 22, fps: 10 } },
  { nodes: 1000, n8n: { openSeconds: 33, fps: 4 } },
];

/**
 * The canvas with everything around it, against a page that has React Flow and nothing else: the same graph, the same size of
 * pane, all of it in view, in turns. Both have been opened before, so both come from the browser's cache.
 */
export const canvasPart: Part = {
  name: 'canvas',
  what: 'opening, panning, zooming and dragging at 200, 500 and 1,000 nodes',
  async measure(bench) {
    const context = await signedInContext(bench);
    const bare = await startBarePage();
    const { url, createPlaybook } = await bench.product();
    try {
      const figures: Figure[] = [];
      for (const { nodes, n8n } of sizes) {
        const id = await createPlaybook(`${nodes} nodes`, largePlaybook(nodes), 'draft');
        // A large playbook opens near its beginning; all of it is what a browser has most to do with.
        const ourUrl = `${url}/playbooks/${id}?view=all`;
        const pane = await visitPage(context, ourUrl, nodes);
        const bareUrl = bare.url(nodes, pane);
        await visitPage(context, bareUrl, nodes);
        const opening = await inTurns(rounds.opening, ourUrl, bareUrl, (each) =>
          measureOpening(context, each, nodes),
        );
        const moving = await inTurns(rounds.moving, ourUrl, bareUrl, (each) =>
          measurePage(context, each, nodes),
        );
        figures.push(openingFigure(nodes, opening, n8n), ...movingFigures(nodes, moving, n8n));
      }
      return figures;
    } finally {
      await bare.stop();
      await context.close();
    }
  },
};

async function signedInContext(bench: Bench): Promise<BrowserContext> {
  const [browser, product] = [await bench.browser(), await bench.product()];
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addCookies([{ ...product.cookie, url: product.url }]);
  await watchPages(context);
  return context;
}

interface Turns<T> {
  ours: T[];
  bare: T[];
}

async function inTurns<T>(
  count: number,
  ourUrl: string,
  bareUrl: string,
  measure: (url: string) => Promise<T>,
): Promise<Turns<T>> {
  const turns: Turns<T> = { ours: [], bare: [] };
  for (let round = 0; round < count; round += 1) {
    turns.ours.push(await measure(ourUrl));
    turns.bare.push(await measure(bareUrl));
  }
  return turns;
}

function openingFigure(nodes: number, { ours, bare }: Turns<number>, n8n: { openSeconds: number }): Figure {
  return figure(`canvas ${nodes} nodes, open`, median(ours) / 1000, 's', {
    baseline: median(bare) / 1000,
    goal: `≤ 2× bare (n8n ${n8n.openSeconds})`,
  });
}

function movingFigures(nodes: number, { ours, bare }: Turns<PageFigures>, n8n: { fps: number }): Figure[] {
  const frames = (pages: readonly PageFigures[], gesture: 'pan' | 'zoom' | 'drag', of: keyof Frames) =>
    median(pages.map((page) => page[gesture][of]));
  return (['pan', 'zoom', 'drag'] as const).flatMap((gesture) => [
    figure(`canvas ${nodes} nodes, ${gesture}`, frames(ours, gesture, 'perSecond'), 'frames/s', {
      baseline: frames(bare, gesture, 'perSecond'),
      goal: `≥ 0.8× bare (n8n ${n8n.fps})`,
    }),
    figure(`canvas ${nodes} nodes, ${gesture}, p95 of a frame`, frames(ours, gesture, 'p95Ms'), 'ms', {
      baseline: frames(bare, gesture, 'p95Ms'),
    }),
  ]);
}
