import { parseArgs } from 'node:util';
import { CannotStart } from '@dayshift/local-services';

export type StartCommand = {
  kind: 'start';
  port: number | undefined;
  data: string;
  isFresh: boolean;
  opensBrowser: boolean;
  hasPractice: boolean;
  /** Private hosts that steps may call, as `host:port`. */
  allowedHosts: string[];
};

export type StoreCopyCommand = { kind: 'store-copy'; to: string; from: string | undefined; data: string };

export type Command = StartCommand | StoreCopyCommand | { kind: 'help' };

export const usage = `dayshift start [--port N] [--data DIR] [--fresh] [--no-open] [--no-practice]
               [--allow-host HOST:PORT]…
  Starts everything on this machine. --data is where it is kept (default .dayshift), --fresh empties that first,
  --no-practice leaves out the practice office. --allow-host lets steps call a host that is not public, such as
  10.0.0.5:8080; it may be given several times, and the page Tools does the same while Dayshift runs.
dayshift store copy --to URI [--from URI] [--data DIR]
  Copies an installation into another, empty store: from the data folder into MongoDB, or from MongoDB (--from)
  into the data folder or another MongoDB. Dayshift must not be running. The source is only read.
  A store is mongodb://… or the path of a file.`;

const defaultData = '.dayshift';

/** Reads the command line; throws one sentence for a person when it makes no sense. */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  const name = positionals.join(' ');
  if (values.help || name === 'help' || name === '') return { kind: 'help' };
  const data = values.data ?? defaultData;
  if (data === '') throw new CannotStart('--data needs a folder.');
  if (name === 'start') {
    refuseOthers(values, 'start', ['port', 'data', 'fresh', 'open', 'practice', 'allow-host']);
    return {
      kind: 'start',
      port: values.port === undefined ? undefined : parsePort(values.port),
      data,
      isFresh: values.fresh ?? false,
      opensBrowser: values.open ?? true,
      hasPractice: values.practice ?? true,
      allowedHosts: (values['allow-host'] ?? []).map(parseHost),
    };
  }
  if (name === 'store copy') {
    refuseOthers(values, 'store copy', ['to', 'from', 'data']);
    if (!values.to) throw new CannotStart('dayshift store copy needs --to, the store to copy into.');
    return { kind: 'store-copy', to: values.to, from: values.from, data };
  }
  throw new CannotStart(`There is no command "${name}": try dayshift --help.`);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      allowNegative: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        port: { type: 'string' },
        data: { type: 'string' },
        fresh: { type: 'boolean' },
        open: { type: 'boolean' },
        practice: { type: 'boolean' },
        'allow-host': { type: 'string', multiple: true },
        to: { type: 'string' },
        from: { type: 'string' },
      },
    });
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new CannotStart(`${reason.replace(/\. To specify.*$/, '')}: try dayshift --help.`, {
      cause: error,
    });
  }
}

function refuseOthers(values: Record<string, unknown>, command: string, known: readonly string[]): void {
  const unknown = Object.keys(values).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new CannotStart(`dayshift ${command} knows no --${unknown}: try dayshift --help.`);
}

function parseHost(text: string): string {
  if (/^(\[[0-9a-f:.]+\]|[^:/@\s]+):\d{1,5}$/i.test(text)) return text;
  throw new CannotStart(`--allow-host needs a host and a port, such as 10.0.0.5:8080, not "${text}".`);
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new CannotStart(`--port needs a number from 1 to 65535, not "${text}".`);
}
