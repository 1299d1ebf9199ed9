import { sign, verify } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { approvalKey } from './approval-key.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'approval-key-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('what the first start signs, the next start still verifies', () => {
  const signature = sign(null, Buffer.from('approve'), approvalKey(folder).privateKey);
  expect(verify(null, Buffer.from('approve'), approvalKey(folder).publicPem, signature)).toBe(true);
  expect(statSync(path.join(folder, 'approval-key.pem')).mode & 0o777).toBe(0o600);
});

test('a damaged key is told and not replaced', () => {
  writeFileSync(path.join(folder, 'approval-key.pem'), 'not a key');
  expect(() => approvalKey(folder)).toThrow(/approval-key\.pem is damaged: restore it/);
});
