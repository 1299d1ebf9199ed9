import { OperationFailure } from '../operation-failure.ts';
import { whatItSaid } from './what-it-said.ts';

const trimmedBody = 2_000;
const longestWaitSeconds = 3_600;

/** Sorts an answer of 400 and above: 408, 425, 429 and 5xx may pass, every other one will be the same next time. */
export function failureOfAnswer(
  method: string,
  url: URL,
  response: Response,
  text: string,
): OperationFailure {
  const { status } = response;
  const isPassing = status === 408 || status === 425 || status === 429 || status >= 500;
  const retryAfterSeconds = isPassing ? readRetryAfter(response.headers.get('retry-after')) : undefined;
  // Refusals come before any work, and so does "not now" from a server that says when; after another 5xx nobody knows.
  const isNotNow = status === 503 && retryAfterSeconds !== undefined;
  const effect = status < 500 || isNotNow ? 'not-happened' : 'unknown';
  const body = text.length > trimmedBody ? `${text.slice(0, trimmedBody)}…` : text;
  const said = whatItSaid(text);
  return new OperationFailure(
    `HTTP_${status}`,
    `${method} ${url.host}${url.pathname} was answered with ${status}${said === '' ? '' : `: ${said}`}`,
    {
      isRetryable: isPassing,
      effect,
      retryAfterSeconds,
      details: { status, body, method, url: `${url.origin}${url.pathname}` },
    },
  );
}

/** Seconds or a date; at most an hour, so that no server can park a run for days. */
function readRetryAfter(text: string | null): number | undefined {
  if (text === null) return undefined;
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1_000;
  if (!Number.isFinite(seconds) || seconds < 0) return undefined;
  return Math.min(longestWaitSeconds, Math.ceil(seconds));
}
