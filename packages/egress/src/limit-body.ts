import { EgressError } from './egress-error.ts';

export type BodyLimit = { host: string; maxBytes: number; translate: (error: unknown) => Error };

/** Passes a body through and breaks off past the limit. Counts decoded bytes, so a gzip bomb counts at full size. */
export function limitBody(body: ReadableStream<Uint8Array>, limit: BodyLimit): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let received = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) return controller.close();
        received += value.byteLength;
        if (received > limit.maxBytes) throw tooLarge(limit.host, limit.maxBytes);
        controller.enqueue(value);
      } catch (error) {
        controller.error(limit.translate(error));
        await reader.cancel().catch(() => undefined); // already broken: the error above is the one that counts
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

export function tooLarge(host: string, maxBytes: number): EgressError {
  const limit =
    maxBytes >= 1_048_576 ? `${Math.round(maxBytes / 1_048_576)} MB` : `${Math.ceil(maxBytes / 1024)} KB`;
  return new EgressError(
    'EGRESS_TOO_LARGE',
    `${host} answered with more than ${limit}; the rest was not read.`,
  );
}
