import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { waitForStop } from './wait-for-stop.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('one Ctrl-C that arrives three times stops, and a second one forces', async () => {
  const source = new EventEmitter();
  const force = vi.fn();
  // An EventEmitter has the two functions of a process that are used.
  const stop = waitForStop(force, source as unknown as NodeJS.Process);
  source.emit('SIGINT');
  source.emit('SIGINT');
  vi.advanceTimersByTime(500);
  source.emit('SIGINT');
  expect(await stop).toEqual({ why: 'Ctrl-C', exitCode: 0 });
  expect(force).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1_000);
  source.emit('SIGINT');
  expect(force).toHaveBeenCalledOnce();
});
