/** About what a tokenizer would count: a token for four letters of a word, one for every other sign. */
export function countTokens(text: string): number {
  let tokens = 0;
  for (const [part] of text.matchAll(/[\p{L}\d]+|[^\p{L}\d\s]/gu)) tokens += Math.ceil(part.length / 4);
  return tokens;
}
