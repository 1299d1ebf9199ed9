import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { PracticeOptions } from './start-practice.ts';
import { type Practice, startPractice } from './start-practice.ts';

/** Runs after the test, the last one first. Of the test, not of a file: files share this module. */
export function afterwards(end: () => unknown): void {
  onTestFinished(async () => void (await end()));
}

export function aFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'practice-test-'));
  afterwards(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A practice office that ends with the test; give it a folder to start it anew on the same one. */
export async function anOffice(options: Partial<PracticeOptions> = {}): Promise<Practice> {
  const dataDir = options.dataDir ?? aFolder();
  const practice = await startPractice({
    ...{ host: '127.0.0.1', dataDir, modelLatency: { fromMs: 0, toMs: 0 } },
    ...options,
  });
  afterwards(practice.stop);
  return practice;
}
