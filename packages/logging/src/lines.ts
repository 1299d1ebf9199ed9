import { writeSync } from 'node:fs';

/** Where lines go: written at once, and never a reason to stop. */
export interface Lines {
  write(line: string): void;
}

const triesWhenBusy = 50;
const pause = new Int32Array(new SharedArrayBuffer(4));

/**
 * Writes log lines to an open file, a pipe or a terminal. A line that cannot be written (the disk is full, the reader is gone) is lost
 * and counted: a log is not worth the process that writes it, and pino's own destination ends it, from inside Temporal's runtime
 * too. When there is room again, the number of lost lines is the first thing it says.
 */
export function lines(open: () => number): Lines {
  let descriptor: number | undefined;
  let lost = 0;
  const put = (line: string) => {
    descriptor ??= open();
    let rest = Buffer.from(line);
    for (let tries = 0; rest.length > 0; ) {
      try {
        rest = rest.subarray(writeSync(descriptor, rest));
      } catch (error) {
        // A pipe that nobody empties for a moment; there is no asynchronous way back from here.
        if (codeOf(error) !== 'EAGAIN' || tries === triesWhenBusy) throw error;
        tries += 1;
        Atomics.wait(pause, 0, 0, 2);
      }
    }
  };
  return {
    write(line) {
      try {
        if (lost > 0) {
          put(
            `${JSON.stringify({ level: 40, time: Date.now(), lost, msg: 'lines of this log could not be written' })}\n`,
          );
          lost = 0;
        }
        put(line);
      } catch {
        lost += 1;
      }
    },
  };
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
