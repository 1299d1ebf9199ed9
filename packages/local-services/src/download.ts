import type { Say } from './say.ts';

const giveUpAfterMs = 15 * 60_000;
const noAnswerAfterMs = 15_000;

/** The address answers, but not with what was asked for. */
export class RefusedDownload extends Error {}

/** Fetches a whole file into memory and says how far it is, once a second. */
export async function download(url: string, what: string, say: Say): Promise<Buffer> {
  const response = await ask(url, giveUpAfterMs);
  const total = Number(response.headers.get('content-length') ?? 0);
  const parts: Uint8Array[] = [];
  let received = 0;
  let toldAt = Date.now();
  for await (const part of response.body ?? []) {
    parts.push(part);
    received += part.length;
    if (Date.now() - toldAt < 1_000) continue;
    toldAt = Date.now();
    say(progressLine(what, received, total));
  }
  if (total > 0 && received !== total)
    throw new Error(`the connection broke after ${received} of ${total} bytes`);
  return Buffer.concat(parts);
}

export async function downloadJson(url: string): Promise<unknown> {
  return (await ask(url, noAnswerAfterMs)).json();
}

export function progressLine(what: string, received: number, total: number): string {
  const megabytes = (bytes: number) => Math.round(bytes / 1_000_000);
  return total > 0
    ? `  ${what}: ${megabytes(received)} of ${megabytes(total)} MB`
    : `  ${what}: ${megabytes(received)} MB`;
}

async function ask(url: string, timeoutMs: number): Promise<Response> {
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok) throw new RefusedDownload(`${new URL(url).host} answered ${response.status}`);
  return response;
}

/** The innermost reason of a failed fetch: "fetch failed" alone helps nobody. */
export function whyItFailed(error: unknown): string {
  let inner = error;
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause;
  return inner instanceof Error ? inner.message : String(inner);
}
