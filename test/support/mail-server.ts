import { createServer as createWebServer } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';

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
  const messageIds = () => taken.map((mail) => /^Message-ID:\s+(\S+)/im.exec(mail)?.[1]);
  // Says what it took, as few mail servers do.
  const web = createWebServer((request, response) => {
    const wanted = new URL(request.url ?? '', 'http://127.0.0.1').searchParams.get('messageId') ?? '';
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ found: messageIds().includes(wanted) }));
  });
  await new Promise<void>((done) => web.listen(0, '127.0.0.1', done));
  const portOf = (of: { address(): unknown }) => (of.address() as AddressInfo).port; // both listen on TCP
  return {
    port: portOf(server),
    sentMailUrl: `http://127.0.0.1:${portOf(web)}/taken`,
    taken,
    behaviour,
    messageIds,
    async stop() {
      for (const socket of open) socket.destroy();
      web.closeAllConnections();
      await Promise.all([server, web].map((each) => new Promise<void>((done) => each.close(() => done()))));
    },
  };
}
