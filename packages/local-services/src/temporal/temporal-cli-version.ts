import { runCommand } from '../process/run-command.ts';

export type TemporalCliVersion = { cli: string; server: string };

/** What a Temporal CLI says it is, or undefined when the file is no Temporal CLI. */
export async function temporalCliVersion(file: string): Promise<TemporalCliVersion | undefined> {
  const { code, output } = await runCommand(file, ['--version']);
  return code === 0 ? parseTemporalCliVersion(output) : undefined;
}

export function parseTemporalCliVersion(output: string): TemporalCliVersion | undefined {
  const match = /temporal version v?(\S+) \(Server v?([^,)]+)/i.exec(output);
  return match?.[1] && match[2] ? { cli: match[1], server: match[2].trim() } : undefined;
}
