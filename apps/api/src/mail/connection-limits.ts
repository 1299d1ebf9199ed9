import type { Server, Socket } from 'node:net';

export interface ConnectionLimits {
  total: number;
  perAddress: number;
  /** Whoever says nothing for so long makes room, once there is none. */
  idleMs: number;
  /** Whoever is there for so long does too, however often a byte comes. */
  longestMs: number;
}

interface Guest {
  address: string;
  since: number;
  bytes: number;
  heardAt: number;
}

const sampleMs = 500;
const full = '421 4.7.0 Too many connections, try again later\r\n';
const idle = '421 4.4.2 Idle too long, somebody else needs the connection\r\n';

/**
 * Bounds how many connections there are, in all and of one address. Somebody who comes when it is full gets the place of the one who
 * has been silent longest; so connections that only stand there keep no mail out.
 */
export function limitConnections(server: Server, limits: ConnectionLimits): void {
  const guests = new Map<Socket, Guest>();
  // Counted from outside: to listen for data would take it from the one who reads it.
  const sampling = setInterval(() => {
    for (const [socket, guest] of guests) {
      if (socket.bytesRead === guest.bytes) continue;
      guest.bytes = socket.bytesRead;
      guest.heardAt = Date.now();
    }
  }, sampleMs);
  sampling.unref();
  server.on('close', () => clearInterval(sampling));
  server.on('connection', (socket) => {
    const address = socket.remoteAddress ?? '';
    const ofAddress = [...guests].filter(([, guest]) => guest.address === address);
    const hasRoom =
      (ofAddress.length < limits.perAddress || makeRoom(ofAddress)) &&
      (guests.size < limits.total || makeRoom([...guests]));
    if (!hasRoom) {
      dismiss(socket, full);
      return;
    }
    const now = Date.now();
    guests.set(socket, { address, since: now, bytes: 0, heardAt: now });
    socket.once('close', () => guests.delete(socket));
  });

  function makeRoom(among: readonly (readonly [Socket, Guest])[]): boolean {
    const now = Date.now();
    const [longest] = among
      .filter(([, { heardAt, since }]) => now - heardAt > limits.idleMs || now - since > limits.longestMs)
      .sort(([, one], [, other]) => one.heardAt - other.heardAt || one.since - other.since);
    if (!longest) return false;
    guests.delete(longest[0]);
    dismiss(longest[0], idle);
    return true;
  }
}

function dismiss(socket: Socket, words: string): void {
  socket.end(words);
  setTimeout(() => socket.destroy(), 1_000).unref();
}
