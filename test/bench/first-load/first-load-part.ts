import type { Bench } from '../bench.ts';
import { openPage, watchPages } from '../canvas/measure-page.ts';
import { figure, median } from '../figure.ts';
import type { Part } from '../part.ts';
import { mixedPlaybook } from '../runs/mixed-playbook.ts';
import { startCountingProxy } from '../support/counting-proxy.ts';

const times = 5;
/** What the page fetches after it is usable counts as well. */
const settleMs = 2_000;

/** The editor in a browser that has never seen it: what comes over the wire, as served, and when the nodes are there. */
export const firstLoadPart: Part = {
  name: 'first-load',
  what: 'the editor in a fresh browser',
  async measure(bench) {
    const product = await bench.product();
    const graph = mixedPlaybook((await bench.stub()).url);
    const id = await product.createPlaybook('First load', graph, 'draft');
    const loads: { bytes: number; requests: number; shownMs: number }[] = [];
    for (let time = 0; time < times; time += 1) {
      loads.push(await loadOnce(bench, `/playbooks/${id}?view=all`, graph.nodes.length));
    }
    const megabytes = Math.max(...loads.map(({ bytes }) => bytes)) / 1_000_000;
    return [
      figure('first load, over the wire', megabytes, 'MB', { goal: '≤ 1.2 (n8n 6.1)' }),
      figure('first load, requests', Math.max(...loads.map(({ requests }) => requests)), 'requests', {
        goal: 'n8n 578',
      }),
      figure('first load, nodes shown, median', median(loads.map(({ shownMs }) => shownMs)) / 1000, 's', {
        goal: '≤ 2.5 (n8n 7.5)',
      }),
      figure(
        `first load, nodes shown, worst of ${times}`,
        Math.max(...loads.map(({ shownMs }) => shownMs)) / 1000,
        's',
      ),
    ];
  },
};

async function loadOnce(bench: Bench, path: string, nodes: number) {
  const [browser, product] = [await bench.browser(), await bench.product()];
  const proxy = await startCountingProxy(product.url);
  // A new context has empty caches.
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    await context.addCookies([{ ...product.cookie, url: proxy.url }]);
    await watchPages(context);
    let requests = 0;
    context.on('request', () => {
      requests += 1;
    });
    const page = await context.newPage();
    const shownMs = await openPage(page, proxy.url + path, nodes);
    await page.waitForTimeout(settleMs);
    return { bytes: proxy.received(), requests, shownMs };
  } finally {
    await context.close();
    await proxy.stop();
  }
}
