import axe from 'axe-core';
import { expect } from 'vitest';
import { test } from './support/desk.ts';
import { aGraph, aNode, anEdge, form, prepare } from './support/prepared.ts';
import { eventually, seen, still } from './support/wait.ts';

const items = 400;

// One item of the list cannot be worked out: it is what a person looks for among the others.
const each = aNode('each', 'for-each', 'Each order', 1, {
  items: `[${Array.from({ length: items }, (_, at) => (at === 250 ? '0' : at + 1)).join(', ')}]`,
  concurrency: 20,
});
const share = {
  ...aNode('share', 'set-fields', 'Share', 0, { fields: { share: '{{ 1000 / item }}' } }),
  parentId: 'each',
};

test('in a run of hundreds of items the one that is stuck is in sight, and every other is found', async ({
  desk,
}) => {
  const { playbook, run } = prepare(desk.api);
  const graph = aGraph(
    [
      form,
      { ...each, position: { x: 0, y: 130 }, size: { width: 340, height: 240 } },
      { ...share, position: { x: 30, y: 80 } },
    ],
    [anEdge('form', 'out', 'each')],
  );
  const id = await playbook('Shares of many orders', graph);
  await desk.api.ask('POST', `/api/playbooks/${id}/publish`, { ifRevision: 1 });
  const runId = await run(id, { subject: 'Shares' });
  const page = await desk.open(`/runs/${runId}`);
  await seen(page.getByText('Share, item 251: Nothing can be divided by zero.'));
  const timeline = page.getByRole('region', { name: 'Timeline' });
  await seen(timeline.getByRole('button', { name: /Share.*stuck.*400 times/ }));

  const choose = page.getByRole('region', { name: 'Which one' });
  const first = choose.getByRole('listitem').first();
  await eventually(() => first.textContent()).toContain('Item 251');
  await choose.getByRole('button', { name: 'Show more' }).click();
  await seen(choose.getByText(/^100 of/));
  await choose.getByLabel('Item or round').fill('42');
  await choose.getByRole('button', { name: /^Item 42\b/ }).click();
  await seen(page.getByRole('region', { name: 'Step Share' }).getByText('"share"', { exact: false }));
  // The address leads there again, although no picture shows that item.
  await page.reload();
  await seen(page.getByRole('region', { name: 'Step Share' }).getByText('"share"', { exact: false }));

  await still(page);
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run({ resultTypes: ['violations'] }),
  );
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});
