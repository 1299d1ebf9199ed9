import type { RunView, StepView } from '@dayshift/contracts';
import { isObject } from '@dayshift/json-schema';
import { canonicalJson, type Json, type JsonObject, parseExactJson } from '@dayshift/model';
import { jsonText } from './json-text.ts';

/** What was asked of the world, as it went out: a request like a request, anything else as its values. */
export function requestText({ operation, input }: Pick<StepView, 'operation' | 'input'>): string | undefined {
  if (input === undefined) return undefined;
  if (operation === 'http.request' && isObject(input)) return httpText(input);
  if (operation === 'mail.send' && isObject(input)) return mailText(input);
  return jsonText(input);
}

/** What came back of a try that failed: the answer where there was one. */
export function failureText(failure: NonNullable<StepView['failure']>): string {
  const { details } = failure;
  if (isObject(details) && typeof details.status === 'number') {
    const body = details.body;
    const text = typeof body === 'string' ? prettyBody(body) : body === undefined ? '' : jsonText(body);
    return [`${details.status} ${statusWords[details.status] ?? ''}`.trim(), text].filter(Boolean).join('\n');
  }
  const more = isObject(details) ? withoutEffect(details) : details;
  const hasMore = more !== undefined && more !== null && !(isObject(more) && Object.keys(more).length === 0);
  return [failure.code, failure.message, ...(hasMore ? ['', jsonText(more)] : [])].join('\n');
}

/** The output of a request is its answer. */
export function answerText({
  operation,
  output,
}: Pick<StepView, 'operation' | 'output'>): string | undefined {
  if (output === undefined) return undefined;
  if (operation === 'http.request' && isObject(output) && typeof output.status === 'number') {
    const words = statusWords[output.status] ?? '';
    return `${`${output.status} ${words}`.trim()}\n${jsonText(output.body ?? null)}`;
  }
  return jsonText(output);
}

/** What started a run; a mail reads as a mail. */
export function triggerText({ run, trigger }: Pick<RunView, 'run' | 'trigger'>): string {
  const isMail = run.triggerType === 'mail-received' && isObject(trigger) && typeof trigger.text === 'string';
  if (!isMail) return jsonText(trigger);
  const { from, fromName, to, subject, date, attachments, text } = trigger;
  const sender = fromName ? `${String(fromName)} <${String(from)}>` : String(from);
  const names = (Array.isArray(attachments) ? attachments : []).map((file) =>
    isObject(file) ? file.name : '',
  );
  return [
    `From: ${sender}`,
    `To: ${Array.isArray(to) ? to.join(', ') : String(to)}`,
    `Subject: ${String(subject)}`,
    `Date: ${String(date)}`,
    ...(names.length === 0 ? [] : [`Attachments: ${names.join(', ')}`]),
    '',
    String(text),
  ].join('\n');
}

function httpText({ method, url, query, headers, body }: JsonObject): string {
  const pairs = isObject(query)
    ? Object.entries(query)
        // As it is sent: a list repeats its name, null leaves it out.
        .flatMap(([name, value]) =>
          [value].flat().flatMap((each) => (each === null ? [] : [`${name}=${String(each)}`])),
        )
    : [];
  const search = pairs.length === 0 ? '' : `?${pairs.join('&')}`;
  const lines = [`${String(method)} ${String(url)}${search}`];
  if (isObject(headers)) {
    for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${String(value)}`);
  }
  if (body !== undefined) lines.push('', typeof body === 'string' ? body : jsonText(body));
  return lines.join('\n');
}

function mailText({ text, ...head }: JsonObject): string {
  const lines = Object.entries(head).map(([name, value]) => `${mailNames[name] ?? name}: ${String(value)}`);
  return [...lines, '', String(text ?? '')].join('\n');
}

const mailNames: Record<string, string> = {
  from: 'From',
  to: 'To',
  cc: 'Cc',
  subject: 'Subject',
  inReplyTo: 'In-Reply-To',
};

function prettyBody(text: string): string {
  try {
    const value: Json = JSON.parse(text);
    // Laid out, a number with many digits would be shown as another one than was sent.
    return canonicalJson(value) === canonicalJson(parseExactJson(text)) ? jsonText(value) : text;
  } catch {
    return text;
  }
}

function withoutEffect({ effect: _effect, ...rest }: JsonObject): JsonObject {
  return rest;
}

const statusWords: Record<number, string> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};
