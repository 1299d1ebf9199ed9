import { describe, expect, it } from 'vitest';
import { applyRunReport } from './apply-run-report.ts';
import type { Run } from './documents.ts';
import type { RunReport } from './run-input.ts';

const row: Run = {
  id: 'run_1',
  revision: 1,
  workspaceId: 'main',
  workflowId: 'run/run_1',
  playbookId: 'pb',
  playbookName: 'Answer or refund',
  version: 1,
  title: 'Charged twice',
  triggerType: 'mail-received',
  triggerNodeId: 'mail',
  trigger: {},
  state: 'starting',
  isOpen: true,
  startedAt: 1,
  changedAt: 1,
  reportSequence: 0,
  openApprovals: 0,
  stuck: [],
  cause: '',
  costUsd: 0,
  hadPerson: false,
};

const report = (more: Partial<RunReport>): RunReport => ({
  workspaceId: 'main',
  runId: 'run_1',
  state: 'working',
  at: 10,
  sequence: 1,
  version: 1,
  openApprovals: 0,
  stuck: [],
  costUsd: 0,
  hadPerson: false,
  ...more,
});

describe('a report of a run', () => {
  it('brings the row up to date, and the end closes it', () => {
    const done = applyRunReport(row, report({ state: 'done', outcome: 'refunded', costUsd: 0.01 }));
    expect(done).toMatchObject({
      state: 'done',
      isOpen: false,
      endedAt: 10,
      outcome: 'refunded',
      costUsd: 0.01,
    });
  });

  it('that is older than what the row knows, or comes after the end, changes nothing', () => {
    const newer = { ...row, reportSequence: 5 };
    expect(applyRunReport(newer, report({ sequence: 5 }))).toBeUndefined();
    expect(applyRunReport({ ...row, isOpen: false, state: 'done' }, report({ sequence: 9 }))).toBeUndefined();
  });

  it('groups stuck runs by playbook, step and kind of failure', () => {
    const failure = { code: 'HTTP_422', message: 'reason_code missing' };
    const stuck = [{ key: 'refund', nodeId: 'refund', title: 'Refund', failure }];
    expect(applyRunReport(row, report({ state: 'stuck', stuck }))?.cause).toBe('pb|refund|HTTP_422');
  });

  it('never forgets that a person had a hand in it', () => {
    expect(applyRunReport({ ...row, hadPerson: true }, report({}))?.hadPerson).toBe(true);
  });
});
