import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { StorePlace } from '../open-store.ts';
import type { RivalResult } from './rival.ts';

const rivalFile = fileURLToPath(new URL('rival.ts', import.meta.url));

/** Starts rival processes on one store, lets them go at the same moment, and returns what each did. */
export async function race(place: StorePlace, processes: number, times: number): Promise<RivalResult[]> {
  const rivals = Array.from({ length: processes }, (_, index) => startRival(place, `rival-${index}`, times));
  await Promise.all(rivals.map((rival) => rival.ready));
  return Promise.all(rivals.map((rival) => rival.go()));
}

function startRival(place: StorePlace, name: string, times: number) {
  const child = spawn(process.execPath, [rivalFile, JSON.stringify(place), name, String(times)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const ended = once(child, 'close');
  return {
    ready: Promise.race([once(child.stdout, 'data'), ended]),
    async go(): Promise<RivalResult> {
      child.stdin.write('go\n');
      const [code] = await ended;
      if (code !== 0) throw new Error(`${name} ended with ${code}.`);
      return JSON.parse(said.replace('ready\n', '')) as RivalResult;
    },
  };
}
