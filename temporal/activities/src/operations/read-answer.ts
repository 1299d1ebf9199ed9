import { OperationFailure } from '../operation-failure.ts';

/** The text of an answer, or a refusal by name where it holds none: bytes squeezed into a text are lost. */
export function textOfAnswer(bytes: Uint8Array, contentType: string, place: string): string {
  if (bytes.length === 0) return '';
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const charset = charsetOf(bytes, contentType, type);
  // Text that calls itself nothing in particular is told from a file by its bytes.
  if (!isText(type) && charset === undefined && !readsAsText(bytes)) {
    throw unreadable(
      'HTTP_ANSWER_BINARY',
      `${place} answered with a file (${type || 'of no named kind'}), and steps take only texts and JSON so far.`,
    );
  }
  if (charset === undefined) return asUtf8(bytes) ?? new TextDecoder('windows-1252').decode(bytes);
  return decoderOf(charset, place).decode(bytes);
}

/** As above for a failure, where something readable is better than another failure. */
export function roughTextOf(bytes: Uint8Array, contentType: string): string {
  try {
    return textOfAnswer(bytes, contentType, '');
  } catch {
    return '';
  }
}

// A byte order mark is the last word, as in every browser; then what the header says, then the page itself.
function charsetOf(bytes: Uint8Array, contentType: string, type: string): string | undefined {
  const mark = byMark(bytes);
  if (mark) return mark;
  const named = /;\s*charset\s*=\s*"?([^\s";]{1,60})/i.exec(contentType.slice(0, 500))?.[1];
  return named ?? (/html|xml/.test(type) ? byDeclaration(bytes) : undefined);
}

function byMark([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return undefined;
}

/** `<meta charset>` of a page, `encoding` of an XML document: within the first kilobyte, as browsers look. */
function byDeclaration(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1_024));
  return /<(?:meta[^>]{0,300}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*["']?([\w-]{1,40})/i.exec(head)?.[1];
}

function isText(type: string): boolean {
  return /^text\/|[/+](json|xml)$|^application\/(javascript|ecmascript|graphql|x-ndjson|jsonl|yaml|x-yaml|toml|sql|x-www-form-urlencoded)$/.test(
    type,
  );
}

function readsAsText(bytes: Uint8Array): boolean {
  const text = asUtf8(bytes);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells a file from a text
  return text !== undefined && !/[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text);
}

function asUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function decoderOf(charset: string, place: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(charset);
  } catch {
    throw unreadable(
      'HTTP_ANSWER_CHARSET',
      `${place} answered in the character set "${charset}", which is not known here.`,
    );
  }
}

/** The answer came, so what was asked for has happened. */
function unreadable(code: string, message: string): OperationFailure {
  return new OperationFailure(code, message, { isRetryable: false, effect: 'unknown' });
}
