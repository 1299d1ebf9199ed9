/** How the local server is started. Every option here was measured; docs/architecture.md says what each one buys. */
export function temporalArguments(options: {
  databaseFile: string;
  port: number;
  metricsPort: number;
  /** `key=value` on top of ours. */
  dynamicConfig?: readonly string[];
}): string[] {
  const pragmas = ['journal_mode=WAL', 'synchronous=NORMAL', 'busy_timeout=5000'];
  // A quiet server polls its queues 20 times a second unless told otherwise, and every step waits for that.
  const dynamic = [
    'history.transferProcessorMaxPollRPS=2000',
    'history.timerProcessorMaxPollRPS=2000',
    // The server reads timers a second ahead, for clusters whose clocks differ, and every timer may be late by that.
    'history.timerProcessorMaxTimeShift="50ms"',
    ...(options.dynamicConfig ?? []),
  ];
  return [
    ...['server', 'start-dev', '--headless', '--ip', '127.0.0.1', '--log-level', 'warn'],
    ...['--port', String(options.port), '--metrics-port', String(options.metricsPort)],
    ...['--db-filename', options.databaseFile],
    ...pragmas.flatMap((pragma) => ['--sqlite-pragma', pragma]),
    ...dynamic.flatMap((value) => ['--dynamic-config-value', value]),
  ];
}
