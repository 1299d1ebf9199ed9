import path from 'node:path';
import { z } from 'zod';
import { openStateFile } from './storage/state-file.ts';
import type { Place } from './web/listen.ts';

const portsSchema = z.object({ mail: z.number(), helpDesk: z.number(), model: z.number(), smtp: z.number() });
export type PracticePorts = z.infer<typeof portsSchema>;

/**
 * Where the services listen: at the given ports, else where they listened last time. Playbooks and open runs hold the
 * help desk's address, so a restart must not move it unless somebody else took the port.
 */
export function choosePlaces(dataDir: string, host: string, given: Partial<PracticePorts>) {
  const file = openStateFile(path.join(dataDir, 'ports.json'), portsSchema, {
    ...{ mail: 0, helpDesk: 0, model: 0, smtp: 0 },
  });
  const place = (name: keyof PracticePorts): Place => {
    const port = given[name];
    return port === undefined
      ? { host, port: file.state[name], mayMove: true }
      : { host, port, mayMove: false };
  };
  return {
    ...{ mail: place('mail'), helpDesk: place('helpDesk'), model: place('model'), smtp: place('smtp') },
    async remember(ports: PracticePorts): Promise<void> {
      Object.assign(file.state, ports);
      await file.save();
    },
  };
}
