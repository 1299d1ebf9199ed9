import { afterEach, beforeEach, expect, test } from 'vitest';
import { aTestOffice, type TestOffice } from '../test-support/a-test-office.ts';
import { aGraph, aNode } from '../test-support/graphs.ts';

let office: TestOffice;
beforeEach(async () => {
  office = await aTestOffice();
});
afterEach(() => office.close());

const daily = (cron = '0 9 * * *') =>
  aGraph(
    [
      aNode('clock', 'schedule', { cron, timeZone: 'Europe/Berlin' }),
      aNode('done', 'end', { outcome: 'ok' }),
    ],
    ['clock:out>done'],
  );
const there = () => [...office.temporal.schedulesThere.values()];
const seen = async (id: string) => {
  const home = (await office.request('GET', '/api/home')).body.notScheduled;
  const listed = (await office.request('GET', '/api/playbooks')).body.items[0].isScheduleMissing;
  const opened = (await office.request('GET', `/api/playbooks/${id}`)).body.schedulesNotSet;
  return { home: home.map((each: { id: string }) => each.id), listed, opened };
};

test('a schedule that could not be set is shown as not yet set, and is set by itself when Temporal is back', async () => {
  office.temporal.isDown = true;
  const id = await office.publish(daily());
  expect(there()).toEqual([]);
  expect(await seen(id)).toEqual({ home: [id], listed: true, opened: ['clock'] });
  await expect(office.context.schedules.keepAll()).rejects.toThrow();
  expect((await seen(id)).opened).toEqual(['clock']);
  office.temporal.isDown = false;
  expect(await office.context.schedules.keepAll()).toBe(1);
  expect(there()).toMatchObject([{ playbookId: id, nodeId: 'clock', crons: ['0 9 * * *'] }]);
  expect(await seen(id)).toEqual({ home: [], listed: undefined, opened: undefined });
});

test('a second publish of the same drawing sets what is missing too', async () => {
  office.temporal.isDown = true;
  const id = await office.publish(daily());
  office.temporal.isDown = false;
  const again = await office.request('POST', `/api/playbooks/${id}/publish`, { ifRevision: 1 });
  expect(again.body.version).toBe(1);
  expect(there()).toHaveLength(1);
});

test('a start leaves what is as it should be alone, and repairs what somebody changed or removed', async () => {
  const id = await office.publish(daily());
  expect(office.temporal.scheduleChanges).toBe(1);
  for (let round = 0; round < 3; round += 1) expect(await office.context.schedules.keepAll()).toBe(0);
  expect(office.temporal.scheduleChanges).toBe(1);
  const [wish] = there();
  office.temporal.schedulesThere.set(`${id}/clock`, { ...wish!, crons: ['0 3 * * *'] });
  expect((await seen(id)).opened).toBeUndefined();
  expect(await office.context.schedules.keepAll()).toBe(1);
  expect(there()).toEqual([wish]);
  office.temporal.schedulesThere.clear();
  expect(await office.context.schedules.keepAll()).toBe(1);
  expect(there()).toEqual([wish]);
});

test('a schedule that nobody asks for any more goes, and one of another installation stays', async () => {
  const id = await office.publish(daily());
  office.temporal.schedulesThere.set('pb_elsewhere/clock', { ...there()[0]!, playbookId: 'pb_elsewhere' });
  office.temporal.schedulesThere.set(`${id}/former`, { ...there()[0]!, nodeId: 'former' });
  expect(await office.context.schedules.keepAll()).toBe(1);
  expect([...office.temporal.schedulesThere.keys()]).toEqual([`${id}/clock`, 'pb_elsewhere/clock']);
  office.temporal.isDown = true;
  await office.request('PUT', `/api/playbooks/${id}/state`, { state: 'paused' });
  expect(there()).toHaveLength(2);
  office.temporal.isDown = false;
  await office.context.schedules.keepAll();
  expect([...office.temporal.schedulesThere.keys()]).toEqual(['pb_elsewhere/clock']);
});

test('a day and a weekday are asked of the server one by one, so that it runs when the preview says', async () => {
  await office.publish(daily('0 9 1 * mon'));
  expect(there()).toMatchObject([{ crons: ['0 9 1 * *', '0 9 * * mon'] }]);
});

test('a date that never comes is a problem where it is written', async () => {
  const { id } = (
    await office.request('POST', '/api/playbooks', { name: 'Never', graph: daily('0 0 30 2 *') })
  ).body;
  const refused = await office.request('POST', `/api/playbooks/${id}/publish`, { ifRevision: 1 });
  expect(refused.status).toBe(422);
  expect(refused.body.details.problems).toMatchObject([
    { nodeId: 'clock', field: 'cron', message: 'This date never comes.' },
  ]);
});
