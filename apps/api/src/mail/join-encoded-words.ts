/** Charsets and words hold no white space, so nothing is tried twice; a longer word than any program writes is left alone. */
const encodedWord = /=\?([^?\s]{1,40})\?([QqBb])\?([^?]{0,1000})\?=/g;

/**
 * Header words that some programs cut in the middle of a character, as one word each: `=?utf-8?B?ww==?= =?utf-8?B?vA==?=` is one
 * letter. Only words of one charset with nothing but white space between them belong together.
 */
export function joinEncodedWords(header: string): string {
  let joined = '';
  let read = 0;
  let open: { charset: string; bytes: Buffer[] } | undefined;
  const close = () => {
    if (open) joined += `=?${open.charset}?B?${Buffer.concat(open.bytes).toString('base64')}?=`;
    open = undefined;
  };
  for (const { 0: word, 1: charset = '', 2: encoding = '', 3: text = '', index } of header.matchAll(
    encodedWord,
  )) {
    const between = header.slice(read, index);
    const bytes = encoding.toUpperCase() === 'B' ? Buffer.from(text, 'base64') : quotedBytes(text);
    if (open && open.charset.toLowerCase() === charset.toLowerCase() && between.trim() === '')
      open.bytes.push(bytes);
    else {
      close();
      joined += between;
      open = { charset, bytes: [bytes] };
    }
    read = index + word.length;
  }
  close();
  return joined + header.slice(read);
}

function quotedBytes(text: string): Buffer {
  const plain = text.replaceAll('_', ' ');
  return Buffer.from(
    plain.replaceAll(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}
