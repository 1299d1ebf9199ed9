import { describe, expect, it } from 'vitest';
import { aPlan, aResumeStep, aView } from '../run-builders.test-support.ts';
import {
  hasSomethingNew,
  repeatsSentence,
  resumeButton,
  resumedSentence,
  resumeLead,
  resumeLines,
  resumeTitle,
  versionOptions,
} from './resume-words.ts';

describe('what resuming says', () => {
  it('names the version and what it changed', () => {
    const plan = aPlan({ changes: ['“Refund”: Body › reason_code was added.'] });
    expect(resumeTitle(plan, 'published')).toBe('Fix and resume on version 4');
    expect(resumeLead(plan)).toBe(
      'Version 4 changed one thing: “Refund”: Body › reason_code was added. This is what will happen to the run.',
    );
    expect(resumeTitle(aPlan({ toVersion: 3 }), 'same')).toBe('Resume on version 3');
    expect(resumeTitle(aPlan(), 'draft')).toBe('Publish version 4 and resume');
    expect(resumeLead(aPlan({ changes: ['a.', 'b.', 'c.', 'd.'] }))).toContain(
      'changed 4 things: a; b. And 2 more things.',
    );
  });

  it('offers the newest version first, and only versions there are', () => {
    const same = aView({ run: { version: 3 } });
    expect(versionOptions(same).map(({ version }) => version)).toEqual(['same']);
    expect(hasSomethingNew(same)).toBe(false);
    const newer = aView({ publishedVersion: 4, hasUnpublishedChanges: true });
    expect(versionOptions(newer).map(({ label }) => label)).toEqual([
      'On v4, published',
      'Publish the draft as v5',
      'On v3, as it ran',
    ]);
    expect(hasSomethingNew(newer)).toBe(true);
  });

  it('puts neighbours that fare alike on one line, and keeps every key for ticking', () => {
    const why = 'as loaded at 10:30';
    const lines = resumeLines([
      aResumeStep('Mail'),
      aResumeStep('Load customer', { why }),
      aResumeStep('Load orders', { why }),
      aResumeStep('Check', { key: 'c@0' }),
      aResumeStep('Check', { key: 'c@1' }),
      aResumeStep('Refund', { action: 'redo', why: 'changed in v4' }),
    ]);
    expect(lines.map(({ title, keys }) => [title, keys.length])).toEqual([
      ['Mail', 1],
      ['Load customer, Load orders', 2],
      ['Check (2)', 2],
      ['Refund', 1],
    ]);
  });

  it('promises that nothing is sent twice only where that is so', () => {
    expect(repeatsSentence({ repeats: [] })).toBe('Nothing that was already sent is sent again.');
    expect(repeatsSentence({ repeats: ['Reply', 'Reply'] })).toBe('“Reply” will be sent again.');
    expect(repeatsSentence({ repeats: ['A', 'B', 'C'] })).toBe('“A”, “B” and “C” will be sent again.');
  });

  it('counts runs, and says which were left behind', () => {
    expect(resumeButton(1)).toBe('Resume 1 run');
    expect(resumeButton(4)).toBe('Resume 4 runs');
    expect(resumedSentence(4, 4, 'version 4')).toBe('4 runs go on, on version 4.');
    expect(resumedSentence(4, 3, 'version 4')).toBe(
      '3 runs go on, on version 4. 1 could not be resumed this way and stays as before.',
    );
  });
});
