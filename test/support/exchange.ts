import { request } from 'node:http';

export interface Answer {
  status: number;
  contentType: string;
  /** The body as it came. */
  text: string;
  /** The body as JSON; `{}` when it is none. */
  body: Record<string, unknown>;
}

/** One HTTP exchange with every byte and header of the caller's choosing, the ones `fetch` sets by itself included. */
export function exchange(
  url: string,
  given: { method: string; headers?: Record<string, string>; raw?: string | Buffer },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: given.method, headers: given.headers ?? {} }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({
          status: incoming.statusCode ?? 0,
          contentType: incoming.headers['content-type'] ?? '',
          text,
          body: jsonOf(text),
        });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(given.raw);
  });
}

function jsonOf(text: string): Answer['body'] {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Answer['body']) : {};
  } catch {
    return {};
  }
}
