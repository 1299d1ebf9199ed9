import { readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runCommand } from '../process/run-command.ts';
import { isAlive, stopProcess } from '../process/stop-process.ts';
import type { Say } from '../say.ts';
import { databaseFile } from './server-record.ts';

type ServerNote = { pid: number; port: number };

export function noteServer(dataFolder: string, note: ServerNote): void {
  writeFileSync(noteFile(dataFolder), JSON.stringify(note));
}

export function forgetServer(dataFolder: string): void {
  rmSync(noteFile(dataFolder), { force: true });
}

/**
 * Stops a server that outlived a Dayshift that was killed: two servers on one data file would overwrite each other.
 * A process id alone proves nothing, ids are reused; the process must have been started on this very file and port.
 */
export async function stopLeftOverServer(folder: string, say: Say): Promise<void> {
  // The server was started with the one true spelling of the folder.
  const dataFolder = realpathSync(folder);
  const note = readNote(dataFolder);
  if (note !== undefined && isAlive(note.pid)) {
    const command = await commandLine(note.pid);
    if (command.includes(databaseFile(dataFolder)) && command.includes(`--port ${note.port} `)) {
      say('Stopping the Temporal server that was left over from last time…');
      await stopProcess(note.pid);
    }
  }
  forgetServer(dataFolder);
}

function readNote(dataFolder: string): ServerNote | undefined {
  try {
    const { pid, port } = JSON.parse(readFileSync(noteFile(dataFolder), 'utf8')) as Partial<ServerNote>;
    return Number.isInteger(pid) && Number.isInteger(port)
      ? { pid: Number(pid), port: Number(port) }
      : undefined;
  } catch {
    return undefined;
  }
}

async function commandLine(pid: number): Promise<string> {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    } catch {
      return '';
    }
  }
  return (await runCommand('ps', ['-ww', '-o', 'command=', '-p', String(pid)])).output;
}

function noteFile(dataFolder: string): string {
  return path.join(dataFolder, 'temporal.running.json');
}
