import type { Home, WorkerCard } from '@dayshift/contracts';
import { describe, expect, test } from 'vitest';
import { homeHeadline, homeSummary, listNames } from './home-sentence.ts';

describe('the headline of the home page', () => {
  test('counts what waits and what is stuck, one or several', () => {
    expect(homeHeadline(aHome({ waitingCount: 4, stuckCount: 1 }))).toBe(
      '4 decisions wait for you. 1 run is stuck.',
    );
    expect(homeHeadline(aHome({ waitingCount: 1 }))).toBe('1 decision waits for you.');
    expect(homeHeadline(aHome({ stuckCount: 3 }))).toBe('3 runs are stuck.');
  });

  test('names who works when nothing waits', () => {
    expect(homeHeadline(aHome({}))).toBe('Nothing waits for you.');
    expect(homeHeadline(aHome({ workers: [aWorker('Hiro', 'working')] }))).toBe(
      'Nothing waits for you. Hiro is working.',
    );
    expect(
      homeHeadline(
        aHome({ workers: [aWorker('Hiro', 'working'), aWorker('Kuse', 'working'), aWorker('Bo', 'paused')] }),
      ),
    ).toBe('Nothing waits for you. Hiro and Kuse are working.');
  });
});

describe('the second line', () => {
  test('says what was done alone and what it cost', () => {
    expect(homeSummary(aHome({ today: { done: 54, aloneShare: 0.93, costUsd: 0.8, budgetUsd: 5 } }))).toBe(
      '54 jobs done since midnight, 93 % of them without you. Spent $0.80 of $5.00 today.',
    );
  });

  test('says why there is no sum, and no zero in its place', () => {
    const today = { done: 1, costUsd: 0, budgetUsd: 5 };
    expect(homeSummary(aHome({ today: { ...today, costIs: 'practice' } }))).toBe(
      '1 job done since midnight. The practice model costs nothing.',
    );
    expect(homeSummary(aHome({ today: { ...today, costIs: 'partly' } }))).toBe(
      '1 job done since midnight. Spent an unknown sum of $5.00 today: a model has no known price.',
    );
    expect(homeSummary(aHome({ today: { ...today, costUsd: 1, costIs: 'partly' } }))).toContain(
      'Spent $1.00 and more of $5.00 today',
    );
  });

  test('does not invent a share or a budget', () => {
    expect(homeSummary(aHome({ today: { done: 1, costUsd: 0, budgetUsd: 0 } }))).toBe(
      '1 job done since midnight. Spent $0.00 today.',
    );
  });
});

test('more than three names are counted', () => {
  expect(listNames(['A', 'B', 'C'])).toBe('A, B and C');
  expect(listNames(['A', 'B', 'C', 'D'])).toBe('A, B and 2 others');
});

function aHome(part: Partial<Home>): Home {
  return {
    waiting: [],
    waitingCount: 0,
    waitingForOthers: 0,
    stuck: [],
    stuckCount: 0,
    workers: [],
    finished: [],
    paused: [],
    today: { done: 0, costUsd: 0, budgetUsd: 0 },
    ...part,
  };
}

function aWorker(name: string, state: WorkerCard['state']): WorkerCard {
  const today = { done: 0, costUsd: 0, backlog: 0 };
  return { id: name, name, role: '', color: '#000', state, now: '', today, perHour: [] };
}
