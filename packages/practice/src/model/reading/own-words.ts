export type OwnWords = { text: string; isSuspicious: boolean };

/**
 * What the writer themself has to say: without quoted older mails, and without paragraphs that give orders to the reader.
 * Such orders are not followed and not even read, only reported.
 */
export function ownWords(mail: string): OwnWords {
  const unquoted = mail
    .replace(/\r\n?/g, '\n')
    .replace(/^(.{5,120} wrote:|Am .{5,120} schrieb.{0,80}:)\s*$[\s\S]*/m, '')
    .split('\n')
    .filter((line) => !line.startsWith('>'))
    .join('\n');
  const paragraphs = unquoted.split(/\n\s*\n/);
  const own = paragraphs.filter((paragraph) => !givesOrders(paragraph));
  const isSuspicious = own.length < paragraphs.length;
  // The subject of a reply is that of the mail before; it speaks only where nothing else does.
  const fresh = own.filter((paragraph) => !/^(re|aw|fwd?|wg):[^\n]*$/i.test(paragraph.trim()));
  return { text: (fresh.join('').trim() === '' ? own : fresh).join('\n\n').trim(), isSuspicious };
}

const orders = [
  /\b(ignore|disregard|forget)\b.{0,40}\b(previous|prior|above|earlier|your)\b.{0,20}\b(instructions?|rules?|prompts?)/is,
  /\b(ignoriere|vergiss)\b.{0,40}\b(anweisung|regel|vorgabe)/is,
  /^\s*(system|developer)(\s+(prompt|message|note|override))?\s*:/im,
  /\byou are now\b/i,
  /\bmark (this|it) as (approved|done|paid)\b/i,
  /\bwithout (asking|approval|any approval|a person)\b/i,
  /<\|?(im_start|system|assistant)\|?>/i,
];

function givesOrders(paragraph: string): boolean {
  return orders.some((pattern) => pattern.test(paragraph));
}
