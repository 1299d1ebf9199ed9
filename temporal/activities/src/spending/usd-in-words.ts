/** "$0.42"; below ten cents with as many places as say something, because "$0.00" would not. */
export function usdInWords(usd: number): string {
  if (usd === 0 || usd >= 0.1) return `$${usd.toFixed(2)}`;
  return `$${Number(usd.toPrecision(2))
    .toFixed(Math.min(6, 2 - Math.floor(Math.log10(usd))))
    .replace(/0+$/, '')}`;
}
