import { expect, test } from 'vitest';
import { parseCommand } from './parse-command.ts';

test('start has sensible defaults', () => {
  expect(parseCommand(['start'])).toEqual({
    kind: 'start',
    port: undefined,
    data: '.dayshift',
    isFresh: false,
    opensBrowser: true,
    hasPractice: true,
    allowedHosts: [],
  });
});

test('every flag of start is understood', () => {
  const flags = ['--port', '5000', '--data', '/srv/office', '--fresh', '--no-open', '--no-practice'];
  const hosts = ['--allow-host', '10.0.0.5:8080', '--allow-host=desk.internal:443'];
  expect(parseCommand(['start', ...flags, ...hosts])).toEqual({
    kind: 'start',
    port: 5000,
    data: '/srv/office',
    isFresh: true,
    opensBrowser: false,
    hasPractice: false,
    allowedHosts: ['10.0.0.5:8080', 'desk.internal:443'],
  });
});

test('a host that is allowed has a port', () => {
  expect(() => parseCommand(['start', '--allow-host', 'http://10.0.0.5'])).toThrow(
    '--allow-host needs a host and a port, such as 10.0.0.5:8080, not "http://10.0.0.5".',
  );
});

test('a store copy says where to', () => {
  expect(parseCommand(['store', 'copy', '--to', 'mongodb://127.0.0.1/dayshift'])).toEqual({
    kind: 'store-copy',
    to: 'mongodb://127.0.0.1/dayshift',
    from: undefined,
    data: '.dayshift',
  });
});

test('help is help', () => {
  expect(parseCommand([])).toEqual({ kind: 'help' });
  expect(parseCommand(['start', '--help'])).toEqual({ kind: 'help' });
});

test.each([
  [['stat'], 'There is no command "stat": try dayshift --help.'],
  [['start', '--prot', '1'], "Unknown option '--prot': try dayshift --help."],
  [['start', '--port', 'http'], '--port needs a number from 1 to 65535, not "http".'],
  [['start', '--port', '70000'], '--port needs a number from 1 to 65535, not "70000".'],
  [['start', '--to', 'x'], 'dayshift start knows no --to: try dayshift --help.'],
  [['store', 'copy'], 'dayshift store copy needs --to, the store to copy into.'],
])('%j is refused in one sentence', (args, sentence) => {
  expect(() => parseCommand(args)).toThrow(sentence);
});
