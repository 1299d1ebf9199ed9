import { createServer, type Socket } from 'node:net';

/**
 * A mail server that takes what it is handed. While `drops` is set it takes the mail and breaks the line before it says so: for
 * whoever sent it nobody knows whether it will be delivered.
 */
export async function startMailServer() {
  const taken: string[] = [];
  const behaviour = { drops: false };
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => undefined);
    socket.setEncoding('utf8');
    let text = '';
    let isData = false;
    const say = (line: string) => socket.write(`${line}\r\n`);
    say('220 test');
    socket.on('data', (chunk: string) => {
      text += chunk;
      for (;;) {
        const end = isData ? '\r\n.\r\n' : '\r\n';
        const at = text.indexOf(end);
        if (at < 0) return;
        const part = text.slice(0, at);
        text = text.slice(at + end.length);
        if (isData) {
          isData = false;
          taken.push(part);
          if (behaviour.drops) return void socket.destroy();
          say('250 taken');
        } else if (/^DATA/i.test(part)) {
          isData = true;
          say('354 go on');
        } else if (/^QUIT/i.test(part)) {
          say('221 bye');
          socket.end();
        } else say('250 ok');
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    port,
    taken,
    behaviour,
    messageIds: () => taken.map((mail) => /^Message-ID:\s+(\S+)/im.exec(mail)?.[1]),
    stop: () => {
      for (const socket of open) socket.destroy();
      return new Promise<void>((done) => server.close(() => done()));
    },
  };
}
