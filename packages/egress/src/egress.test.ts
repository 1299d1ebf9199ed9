import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createEgress, type Egress, type EgressErrorCode, type EgressOptions } from './index.ts';

const open: { close: () => unknown }[] = [];

afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

/** A receiver on loopback that remembers what reached it. */
async function aReceiver(handler: Handler, host = '127.0.0.1') {
  const seen: { method?: string; url?: string; headers: IncomingMessage['headers']; body: string }[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      seen.push({ method: request.method, url: request.url, headers: request.headers, body });
      handler(request, response, body);
    });
  });
  await new Promise<void>((done) => server.listen(0, host, done));
  open.push({
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
  const { port } = server.address() as AddressInfo; // a TCP server has a port
  return { seen, port, origin: `http://${host}:${port}`, grant: `${host}:${port}` };
}

function anEgress(options: EgressOptions = {}): Egress {
  const egress = createEgress(options);
  open.push(egress);
  return egress;
}

const answering: Handler = (_request, response) => response.end('hello');

async function codeOf(call: Promise<unknown>): Promise<EgressErrorCode | 'none'> {
  try {
    await call;
    return 'none';
  } catch (error) {
    return (error as { code: EgressErrorCode }).code; // undefined fails the comparison, as it should
  }
}

const loopback = [
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f000001',
  '0177.0.0.1',
  '017700000001',
  '0x7f.1',
  '127.0.0.1.',
  '①②⑦.⓪.⓪.①',
  '127。0。0。1',
  '127.255.255.254',
  '0',
  '0.0.0.0',
  '0.1.2.3',
  'localhost',
  'localhost.',
  'LOCALHOST',
  '[::1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[0:0:0:0:0:ffff:7f00:1]',
  '[::127.0.0.1]',
  '[::ffff:0:127.0.0.1]',
];
const metadata = [
  '169.254.169.254',
  '2852039166',
  '0xA9FEA9FE',
  '0251.0376.0251.0376',
  '[::ffff:169.254.169.254]',
  '[64:ff9b::a9fe:a9fe]',
  '[64:ff9b::7f00:1]',
  '[64:ff9b:1::a9fe:a9fe]',
  '[2002:a9fe:a9fe::]',
  '[fd00:ec2::254]',
];
const reserved = [
  '10.0.0.1',
  '10.255.255.255',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '100.64.0.1',
  '100.127.255.255',
  '198.18.0.1',
  '198.19.255.255',
  '192.0.0.8',
  '192.0.2.1',
  '198.51.100.1',
  '203.0.113.9',
  '192.88.99.1',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
  '[fc00::1]',
  '[fd12:3456::1]',
  '[fe80::1]',
  '[fec0::1]',
  '[ff02::1]',
  '[2001::1]',
  '[2001:db8::1]',
  '[2001:10::1]',
  '[100::1]',
  '[3fff::1]',
  '[5f00::1]',
  '[4000::1]',
];
const spellings = [
  'http:127.0.0.1',
  'http:///127.0.0.1',
  'ht\ntp://127.0.0.1',
  '\thttp://127.0.0.1',
  'http://127.0.0.1#@example.com',
  'http://127.0.0.1?@example.com',
  'https://127.0.0.1',
  'http://127.0.0.1:8080/x',
];
const schemes = [
  'file:///etc/passwd',
  'gopher://127.0.0.1',
  'data:text/plain,x',
  'ftp://127.0.0.1',
  'unix:/run/x',
];
const unreadable = [
  'http://[fe80::1%25eth0]/',
  'http://127.0.0.1:0x50/',
  'http://a%00b/',
  'http://256.1.1.1/',
  'http://08.1.1.1/',
  '',
  'not an address',
  'http://user:secret@127.0.0.1/',
  'http://example.com@127.0.0.1/',
];

describe('the network door is closed for addresses that are not public', () => {
  const rows = [...loopback, ...metadata, ...reserved].map((host) => `http://${host}/`);
  it.each([...rows, ...spellings])('refuses %j', async (url) => {
    expect(await codeOf(anEgress().fetch(url))).toBe('EGRESS_BLOCKED');
  });

  it.each(schemes)('refuses the scheme of %s', async (url) => {
    expect(await codeOf(anEgress().fetch(url))).toBe('EGRESS_BLOCKED');
  });

  it.each(unreadable)('calls %j unreadable instead of guessing', async (url) => {
    expect(await codeOf(anEgress().fetch(url))).toBe('EGRESS_INVALID_URL');
  });

  it.each(['93.184.216.34', '8.8.8.8', '2606:4700::1111', '2a00:1450:4001::8'])(
    'lets %s be dialled',
    async (host) => {
      expect(await codeOf(anEgress().assertDialable(host, 443))).toBe('none');
    },
  );

  it('refuses a name with one private address among public ones', async () => {
    const resolve = async () => [
      { address: '93.184.216.34', family: 4 },
      { address: '10.0.0.7', family: 4 },
    ];
    expect(await codeOf(anEgress({ resolve }).fetch('http://mixed.test/'))).toBe('EGRESS_BLOCKED');
  });

  it('refuses plain sockets as it refuses requests', async () => {
    expect(await codeOf(anEgress().connectSocket('127.0.0.1', 25))).toBe('EGRESS_BLOCKED');
    expect(await codeOf(anEgress().connectSocket('metadata.test', 25))).toBe('EGRESS_DNS');
  });
});

describe('a name that changes its address', () => {
  it('is judged again on the next call and never reaches the private server', async () => {
    const receiver = await aReceiver(answering);
    const answers = ['93.184.216.34', '127.0.0.1'];
    const egress = anEgress({
      resolve: async () => [{ address: answers.shift() ?? '127.0.0.1', family: 4 }],
    });
    expect(await codeOf(egress.assertDialable('rebind.test', receiver.port))).toBe('none');
    expect(await codeOf(egress.fetch(`http://rebind.test:${receiver.port}/`))).toBe('EGRESS_BLOCKED');
    expect(receiver.seen).toEqual([]);
  });

  it('is dialled at the address that was judged: one look-up per connection, no second answer', async () => {
    const judged = await aReceiver(answering, '127.0.0.1');
    const lookups: string[] = [];
    const egress = anEgress({
      // 127.0.0.1 plays the public address here; anything else stays refused.
      classify: (address) => ({ isPublic: address === '127.0.0.1', range: 'test' }),
      resolve: async (host) => {
        lookups.push(host);
        return [{ address: lookups.length === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }];
      },
    });
    const response = await egress.fetch(`http://rebind.test:${judged.port}/`);
    expect(await response.text()).toBe('hello');
    expect(lookups).toEqual(['rebind.test']);
    expect(judged.seen[0]?.headers.host).toBe(`rebind.test:${judged.port}`);
  });

  it('is cut off when the connected socket ends somewhere that is not public', async () => {
    const receiver = await aReceiver(answering);
    let judgements = 0;
    const onlyTheFirst = () => {
      judgements += 1;
      return { isPublic: judgements === 1, range: 'test' };
    };
    const egress = anEgress({
      classify: onlyTheFirst,
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    });
    expect(await codeOf(egress.fetch(`http://late.test:${receiver.port}/`))).toBe('EGRESS_BLOCKED');
    expect(receiver.seen).toEqual([]);
  });
});

describe('a granted private host', () => {
  it('is reached at exactly that host and port', async () => {
    const receiver = await aReceiver(answering);
    const other = await aReceiver(answering);
    const egress = anEgress({ allowedPrivateHosts: [receiver.grant] });
    expect(await (await egress.fetch(`${receiver.origin}/x`)).text()).toBe('hello');
    expect(await codeOf(egress.fetch(other.origin))).toBe('EGRESS_BLOCKED');
    expect(await codeOf(egress.fetch(`http://localhost:${receiver.port}/`))).toBe('EGRESS_BLOCKED');
    const socket = await egress.connectSocket('127.0.0.1', receiver.port);
    expect(socket.remoteAddress).toBe('127.0.0.1');
    socket.destroy();
  });

  it.each(['127.0.0.1', 'http://127.0.0.1:80', '127.0.0.1:0', '127.0.0.1:70000', '*:80x', 'a@b:80', ''])(
    'is refused at the start when written as %j',
    (entry) => expect(() => createEgress({ allowedPrivateHosts: [entry] })).toThrow('host:port'),
  );
});

describe('redirects', () => {
  const redirectTo =
    (location: string, status = 302): Handler =>
    (_request, response) =>
      response.writeHead(status, { location }).end();

  it.each([301, 302, 303, 307, 308])('with status %i to a private address are refused', async (status) => {
    const inside = await aReceiver(answering);
    const outside = await aReceiver(redirectTo(`${inside.origin}/admin`, status));
    const egress = anEgress({ allowedPrivateHosts: [outside.grant] });
    expect(await codeOf(egress.fetch(outside.origin))).toBe('EGRESS_BLOCKED');
    expect(inside.seen).toEqual([]);
  });

  it('to another site lose every header that may be a credential', async () => {
    const second = await aReceiver(answering);
    const first = await aReceiver(redirectTo(`${second.origin}/next`));
    const egress = anEgress({ allowedPrivateHosts: [first.grant, second.grant] });
    const headers = { authorization: 'Bearer a', cookie: 'b=c', 'x-api-key': 'd', accept: 'text/plain' };
    const response = await egress.fetch(first.origin, { headers });
    expect(response.url).toBe(`${second.origin}/next`);
    expect(second.seen[0]?.headers).toMatchObject({ accept: 'text/plain' });
    for (const name of ['authorization', 'cookie', 'x-api-key'])
      expect(second.seen[0]?.headers).not.toHaveProperty(name);
  });

  it('on the same site keep headers, and a 303 turns a POST into a GET', async () => {
    const receiver = await aReceiver((request, response) => {
      if (request.url === '/a') response.writeHead(303, { location: '/b' }).end();
      else response.end('done');
    });
    const egress = anEgress({ allowedPrivateHosts: [receiver.grant] });
    const init = {
      method: 'POST',
      body: '{}',
      headers: { 'x-api-key': 'd', 'content-type': 'application/json' },
    };
    await (await egress.fetch(`${receiver.origin}/a`, init)).text();
    expect(receiver.seen[1]).toMatchObject({
      method: 'GET',
      url: '/b',
      body: '',
      headers: { 'x-api-key': 'd' },
    });
    expect(receiver.seen[1]?.headers).not.toHaveProperty('content-type');
  });

  it('never carry a request body to another site', async () => {
    const second = await aReceiver(answering);
    const first = await aReceiver(redirectTo(second.origin, 307));
    const egress = anEgress({ allowedPrivateHosts: [first.grant, second.grant] });
    expect(await codeOf(egress.fetch(first.origin, { method: 'POST', body: 'secret' }))).toBe(
      'EGRESS_REDIRECT',
    );
    expect(second.seen).toEqual([]);
  });

  it('in a circle end', async () => {
    const receiver = await aReceiver(redirectTo('/again'));
    const egress = anEgress({ allowedPrivateHosts: [receiver.grant] });
    expect(await codeOf(egress.fetch(receiver.origin))).toBe('EGRESS_REDIRECT');
    expect(receiver.seen).toHaveLength(4);
  });
});

describe('an answer that is too slow, too big or missing', () => {
  async function granted(handler: Handler, options: EgressOptions = {}) {
    const receiver = await aReceiver(handler);
    return { ...receiver, egress: anEgress({ ...options, allowedPrivateHosts: [receiver.grant] }) };
  }

  it('is given up after the total time, also when the body dribbles', async () => {
    const silent = await granted(() => undefined, { timeouts: { totalMs: 80 } });
    expect(await codeOf(silent.egress.fetch(silent.origin))).toBe('EGRESS_TIMEOUT');
    const slow = await granted((_request, response) => void response.write('a'), {
      timeouts: { totalMs: 80 },
    });
    const response = await slow.egress.fetch(slow.origin);
    expect(await codeOf(response.text())).toBe('EGRESS_TIMEOUT');
  });

  it('is cut at the size limit, declared or not', async () => {
    const declared = await granted((_request, response) => response.end('x'.repeat(5000)), {
      maxResponseBytes: 1000,
    });
    expect(await codeOf(declared.egress.fetch(declared.origin))).toBe('EGRESS_TOO_LARGE');
    const chunked = await granted(
      (_request, response) => {
        for (let part = 0; part < 50; part += 1) response.write('x'.repeat(100));
        response.end();
      },
      { maxResponseBytes: 1000 },
    );
    const response = await chunked.egress.fetch(chunked.origin);
    expect(await codeOf(response.text())).toBe('EGRESS_TOO_LARGE');
  });

  it('counts what a compressed answer unpacks to', async () => {
    const bomb = gzipSync(Buffer.alloc(5_000_000));
    const { egress, origin } = await granted(
      (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
      { maxResponseBytes: 100_000 },
    );
    const response = await egress.fetch(origin);
    expect(bomb.length).toBeLessThan(100_000);
    expect(await codeOf(response.arrayBuffer())).toBe('EGRESS_TOO_LARGE');
  });

  it('says when the caller cancelled', async () => {
    const { egress, origin } = await granted(() => undefined);
    const controller = new AbortController();
    const call = codeOf(egress.fetch(origin, { signal: controller.signal }));
    controller.abort();
    expect(await call).toBe('EGRESS_CANCELLED');
  });

  it('tells a refused connection, which certainly did not arrive, from a broken one, which may have', async () => {
    const gone = await aReceiver(answering);
    await open.pop()?.close();
    const refused = anEgress({ allowedPrivateHosts: [gone.grant] }).fetch(gone.origin);
    await expect(refused).rejects.toMatchObject({ code: 'EGRESS_REFUSED', mayHaveArrived: false });
    const broken = await granted((request) => request.socket.destroy());
    const reset = broken.egress.fetch(broken.origin, { method: 'POST', body: 'x' });
    await expect(reset).rejects.toMatchObject({ code: 'EGRESS_RESET', mayHaveArrived: true });
  });

  it('names a host that does not exist', async () => {
    const call = anEgress().fetch('http://nobody.invalid/');
    await expect(call).rejects.toMatchObject({
      code: 'EGRESS_DNS',
      message: expect.stringContaining('nobody.invalid'),
    });
  });
});

describe('a private host that a workspace has opened', () => {
  it('is called for that workspace from that moment on, and not once it is taken back', async () => {
    const receiver = await aReceiver(answering);
    const opened = new Map<string, string[]>();
    const egress = anEgress({ hostsOpenedBy: async (workspaceId) => opened.get(workspaceId) ?? [] });
    const call = (workspaceId?: string) =>
      codeOf(egress.fetch(receiver.origin, { workspaceId }).then((response) => response.text()));
    expect(await call('w')).toBe('EGRESS_BLOCKED');
    opened.set('w', [receiver.grant]);
    expect(await call('w')).toBe('none');
    expect(await call('other')).toBe('EGRESS_BLOCKED');
    expect(await call()).toBe('EGRESS_BLOCKED');
    opened.delete('w');
    expect(await call('w')).toBe('EGRESS_BLOCKED');
    expect(receiver.seen).toHaveLength(1);
  });

  it('opens no other port, and no way on to another private host', async () => {
    const secret = await aReceiver(answering);
    const receiver = await aReceiver((_request, response) =>
      response.writeHead(302, { location: secret.origin }).end(),
    );
    const egress = anEgress({ hostsOpenedBy: async () => [receiver.grant] });
    expect(await codeOf(egress.fetch(secret.origin, { workspaceId: 'w' }))).toBe('EGRESS_BLOCKED');
    expect(await codeOf(egress.fetch(receiver.origin, { workspaceId: 'w' }))).toBe('EGRESS_BLOCKED');
    expect(secret.seen).toEqual([]);
  });

  it.each(['169.254.169.254', '::ffff:169.254.169.254', '64:ff9b::a9fe:a9fe', 'fe80::1'])(
    'never leads to %s: link-local addresses are where clouds keep their keys',
    async (address) => {
      const egress = anEgress({
        allowedPrivateHosts: ['by-flag.example:80'],
        hostsOpenedBy: async () => ['by-page.example:80', '169.254.169.254:80'],
        resolve: async () => [{ address, family: address.includes(':') ? 6 : 4 }],
      });
      for (const host of ['by-flag.example', 'by-page.example', '169.254.169.254']) {
        const call = egress.fetch(`http://${host}/latest`, { workspaceId: 'w', timeoutMs: 500 });
        expect(await codeOf(call)).toBe('EGRESS_BLOCKED');
      }
    },
  );

  it('is named by the refusal, with the way to open it', async () => {
    const egress = anEgress();
    const refusals: [string, string | undefined][] = [
      ['http://10.1.2.3/x', '10.1.2.3:80'],
      ['https://localhost/x', 'localhost:443'],
      ['http://[::1]:8080/', '[::1]:8080'],
      ['http://169.254.169.254/', undefined],
      ['ftp://example.com/', undefined],
    ];
    for (const [url, grantable] of refusals)
      await expect(egress.fetch(url)).rejects.toMatchObject({
        code: 'EGRESS_BLOCKED',
        grantable,
        ...(grantable ? { message: expect.stringContaining(`--allow-host ${grantable}`) } : {}),
      });
  });
});
