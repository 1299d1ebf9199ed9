import net from 'node:net';

/** Sends a mail as it is, byte for byte; gives the server's last answer. */
export async function sendMail(port: number, to: string, mail: string): Promise<string> {
  const socket = net.connect(port, '127.0.0.1');
  const lines: string[] = [];
  let wake = () => {};
  socket.on('data', (data) => {
    lines.push(...data.toString().split('\r\n').filter(Boolean));
    wake();
  });
  const reply = async () => {
    while (!lines.some((line) => /^\d{3} /.test(line)))
      await new Promise<void>((resolve) => (wake = resolve));
    const last = lines.find((line) => /^\d{3} /.test(line)) ?? '';
    lines.length = 0;
    return last;
  };
  const say = (text: string | Buffer) => {
    socket.write(text);
    return reply();
  };
  await reply();
  await say('EHLO test\r\n');
  await say('MAIL FROM:<sender@example.org>\r\n');
  const recipient = await say(`RCPT TO:<${to}>\r\n`);
  if (!recipient.startsWith('250')) {
    socket.destroy();
    return recipient;
  }
  await say('DATA\r\n');
  const answer = await say(Buffer.from(`${mail}\r\n.\r\n`, 'latin1'));
  socket.destroy();
  return answer;
}
