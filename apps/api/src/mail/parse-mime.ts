import { isUtf8 } from 'node:buffer';
import PostalMime, { type Email } from 'postal-mime';
import { charsetNamedIn, charsetOf } from './charset.ts';
import { joinEncodedWords } from './join-encoded-words.ts';

/**
 * What we reach for inside the parser: it reads raw header bytes as UTF-8 and bodies without a charset too, and has no option to
 * guess. The tests of raw headers and of bodies without a charset fail when these are called something else.
 */
interface Insides {
  currentNode: { state: string; headerLines: string[] };
  processLine(line: Uint8Array, isFinal: boolean): Promise<void>;
  collectNode(node: Part, alternative: unknown, related: boolean): Promise<void>;
}

interface Part {
  content?: ArrayBuffer | null;
  contentType: { multipart: unknown; parsed: { value: string; params: Record<string, string> } };
}

const limits = { maxNestingDepth: 32, maxHeadersSize: 262_144 };

/** Parses a raw mail; bytes that do not say what they are are guessed. */
export async function parseMime(raw: Uint8Array): Promise<Email> {
  const parser = new PostalMime(limits);
  const insides = parser as unknown as Insides; // see Insides
  const headers = new TextDecoder(charsetNamedIn(raw) ?? 'windows-1252');
  const { processLine, collectNode } = insides;
  insides.processLine = function (line, isFinal) {
    const part = this.currentNode;
    if (part.state === 'header' && line.length === 0)
      part.headerLines = part.headerLines.reduce(unfold, []).map(joinEncodedWords);
    const isRawText = part.state === 'header' && !isUtf8(line);
    return processLine.call(this, isRawText ? Buffer.from(headers.decode(line)) : line, isFinal);
  };
  insides.collectNode = function (part, alternative, related) {
    nameCharset(part);
    return collectNode.call(this, part, alternative, related);
  };
  return parser.parse(raw as Uint8Array<ArrayBuffer>);
}

/** A long header goes on in lines that begin with white space. */
function unfold(lines: string[], line: string): string[] {
  if (lines.length > 0 && /^[ \t]/.test(line)) lines[lines.length - 1] += line;
  else lines.push(line);
  return lines;
}

function nameCharset({ content, contentType: { multipart, parsed } }: Part): void {
  if (multipart || !content || !/^(text\/|$)/i.test(parsed.value)) return;
  const bytes = new Uint8Array(content);
  const named = /html$/i.test(parsed.value)
    ? (parsed.params.charset ?? charsetNamedIn(bytes.subarray(0, 2_048)))
    : parsed.params.charset;
  parsed.params.charset = charsetOf(bytes, named);
}
