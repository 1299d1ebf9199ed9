import { type Graph, graphFormatVersion } from '@dayshift/model';
import { nextCronTimes, separateCrons } from '@dayshift/nodes';
import { connectTemporal, createSchedules, scheduleText } from '@dayshift/temporal-client';
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

test('the server runs when the preview says, also where a day and a weekday are given and a time is skipped', async () => {
  installation = new Installation();
  await installation.begin({ allowedHosts: [] });
  const temporal = await connectTemporal(installation.temporalPlace);
  const schedules = createSchedules(temporal);
  const wish = (nodeId: string, cron: string, timeZone: string) => ({
    ...{ workspaceId: 'main', playbookId: 'pb_preview', nodeId, timeZone },
    crons: separateCrons(cron),
  });
  try {
    for (const [index, [cron, timeZone]] of [
      ['0 9 1 * 1', 'Europe/Berlin'],
      ['0 9 13 * fri', 'UTC'],
      ['0 9 1-7 * mon', 'America/New_York'],
      ['0 9 */10 * sun', 'UTC'],
      ['5/20 6 * * 7', 'UTC'],
      ['30 1-4 28 3 *', 'Europe/Berlin'],
    ].entries() as IterableIterator<[number, [string, string]]>) {
      const each = wish(`n${index}`, cron, timeZone);
      const before = Date.now();
      await schedules.set(each);
      const { info, state } = await temporal.client.schedule
        .getHandle(`schedule/pb_preview/n${index}`)
        .describe();
      const served = info.nextActionTimes.map((at) => at.toISOString());
      const shown = nextCronTimes(cron, timeZone, before, served.length).map((at) =>
        new Date(at).toISOString(),
      );
      expect({ cron, times: served }).toEqual({ cron, times: shown });
      expect(served.length).toBeGreaterThan(4);
      expect(state.note).toBe(scheduleText(each));
    }
    // Changed where it stands, and told so by the list.
    const changed = wish('n0', '0 10 * * *', 'UTC');
    await schedules.set(changed);
    const told = await until(async () => {
      const found = (await schedules.list()).find(({ nodeId }) => nodeId === 'n0');
      return found?.text === scheduleText(changed) ? found : undefined;
    });
    expect(told.playbookId).toBe('pb_preview');
    await schedules.remove(changed);
    await schedules.remove(changed);
  } finally {
    await temporal.close();
  }
}, 90_000);
