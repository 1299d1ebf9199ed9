import { expect, test } from 'vitest';
import { sizeUpTo } from './size-up-to.ts';

test('a value is measured about as long as it is written, and no further than asked', () => {
  const value = { name: 'Lena Park', orders: [1, 2, { id: 'A-1', open: true }], none: null };
  const written = JSON.stringify(value).length;
  expect(Math.abs(sizeUpTo(value, 1_000) - written)).toBeLessThan(written * 0.3);
  const large = Array.from({ length: 200_000 }, () => ({ text: 'x'.repeat(100) }));
  const before = process.threadCpuUsage();
  for (let times = 0; times < 200; times += 1) expect(sizeUpTo(large, 4_000)).toBeGreaterThan(4_000);
  // What it takes of the processor, whoever else is at work.
  expect(process.threadCpuUsage(before).user / 1_000).toBeLessThan(200);
});
