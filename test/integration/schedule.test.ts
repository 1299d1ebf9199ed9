import { type Graph, graphFormatVersion } from '@dayshift/model';
import { connectTemporal } from '@dayshift/temporal-client';
import { afterEach, expect, test } from 'vitest';
import { Installation } from '../faults/installation.ts';
import { until } from '../support/until.ts';

let installation: Installation;
afterEach(async () => installation?.end(), 60_000);

const graph: Graph = {
  formatVersion: graphFormatVersion,
  nodes: [
    {
      id: 'weekly',
      type: 'schedule',
      typeVersion: 1,
      key: 'weekly',
      title: 'Mondays',
      config: { cron: '0 7 * * 1', timeZone: 'Europe/Berlin' },
      position: { x: 0, y: 0 },
    },
    {
      id: 'finish',
      type: 'end',
      typeVersion: 1,
      key: 'finish',
      title: 'Finish',
      config: { outcome: 'began at {{ trigger.at }}' },
      position: { x: 0, y: 140 },
    },
  ],
  edges: [{ id: 'e1', source: 'weekly', sourcePort: 'out', target: 'finish', targetPort: 'in' }],
  notes: [],
};

test('a schedule begins a run of the published version when its time comes', async () => {
  installation = new Installation();
  await installation.begin({ allowedHosts: [] });
  const session = await installation.signIn();
  const { id } = await session.send<{ id: string }>('POST', '/api/playbooks', { name: 'Weekly', graph });
  await session.send('POST', `/api/playbooks/${id}/publish`, { ifRevision: 1 });

  const temporal = await connectTemporal(installation.temporalPlace);
  try {
    const schedule = temporal.client.schedule.getHandle(`schedule/${id}/weekly`);
    const [next] = (await schedule.describe()).info.nextActionTimes;
    expect(next?.getUTCDay()).toBe(1);
    await schedule.trigger();
  } finally {
    await temporal.close();
  }
  const row = await until(async () => {
    const { items } = await session.get<{
      items: { id: string; state: string; outcome?: string; version: number }[];
    }>(`/api/runs?playbook=${id}`);
    return items[0]?.state === 'done' ? items[0] : undefined;
  });
  expect(row).toMatchObject({ version: 1, outcome: expect.stringMatching(/^began at \d{4}-/) });
  const view = await session.get<{ steps: { nodeId: string; status: string }[] }>(
    `/api/runs/${encodeURIComponent(row.id)}`,
  );
  expect(view.steps.map(({ nodeId, status }) => `${nodeId} ${status}`)).toEqual([
    'weekly done',
    'finish done',
  ]);
}, 90_000);
