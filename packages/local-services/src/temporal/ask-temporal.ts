import http2 from 'node:http2';

/**
 * Whether a Temporal server is ready and which version it is: two plain gRPC calls over Node's own HTTP/2, so that the
 * health check needs no SDK. Undefined when it does not answer, or not yet.
 */
export async function askTemporal(
  address: string,
  timeoutMs = 3_000,
): Promise<{ version: string } | undefined> {
  const session = http2.connect(`http://${address}`);
  session.on('error', () => undefined); // Reported by the request that fails with it.
  try {
    const info = await call(session, 'GetSystemInfo', Buffer.alloc(0), timeoutMs);
    // The system answers before its namespaces do; a client that comes in between fails.
    await call(session, 'DescribeNamespace', firstField('default'), timeoutMs);
    return { version: readFirstField(info) };
  } catch {
    return undefined;
  } finally {
    session.destroy();
  }
}

function call(
  session: http2.ClientHttp2Session,
  method: string,
  message: Buffer,
  timeoutMs: number,
): Promise<Buffer> {
  const frame = Buffer.alloc(5 + message.length);
  frame.writeUInt32BE(message.length, 1);
  message.copy(frame, 5);
  return new Promise((resolve, reject) => {
    const stream = session.request({
      ':method': 'POST',
      ':path': `/temporal.api.workflowservice.v1.WorkflowService/${method}`,
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    const parts: Buffer[] = [];
    let status: unknown;
    const readStatus = (headers: http2.IncomingHttpHeaders) => {
      status = headers['grpc-status'] ?? status;
    };
    stream.setTimeout(timeoutMs, () => stream.destroy(new Error('no answer')));
    stream.on('response', readStatus);
    stream.on('trailers', readStatus);
    stream.on('data', (part: Buffer) => parts.push(part));
    stream.once('error', reject);
    stream.once('close', () => {
      if (status === '0') resolve(Buffer.concat(parts).subarray(5));
      else reject(new Error(`${method} ended with gRPC status ${String(status)}`));
    });
    stream.end(frame);
  });
}

/** A protobuf message with one short string in field 1. */
function firstField(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x0a, text.length]), Buffer.from(text)]);
}

/** The short string in field 1 of a protobuf message. */
export function readFirstField(message: Buffer): string {
  const length = message[1] ?? 0;
  return message[0] === 0x0a && length < 128 ? message.toString('utf8', 2, 2 + length) : '';
}
