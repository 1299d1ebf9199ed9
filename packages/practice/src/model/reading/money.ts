export type Money = { amount: number; currency: string };

const signs: Record<string, string> = {
  '€': 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  $: 'USD',
  dollars: 'USD',
  '£': 'GBP',
  pounds: 'GBP',
};
const unit = '€|\\$|£|EUR|USD|GBP|CHF|euros?|dollars|pounds';
const number = "\\d{1,3}(?:[.,' ]\\d{3})+(?:[.,]\\d{1,2})?|\\d+(?:[.,]\\d{1,2})?";
const pattern = new RegExp(
  `(?<before>${unit})\\s?(?<a>${number})(?!\\d)|(?<![\\d.,])(?<b>${number})\\s?(?<after>${unit})(?!\\p{L})`,
  'giu',
);
const aboutPayingBack = /refund|charged|money back|pay back|erstatt|abgebucht|zurück|überwies/i;

/** The sum the text is about: one in a sentence about paying back, else the first with a currency. */
export function moneyIn(text: string): Money | undefined {
  const found = sentencesOf(text).flatMap((sentence) =>
    [...sentence.matchAll(pattern)].map((match) => ({
      money: read(
        match.groups?.a ?? match.groups?.b ?? '',
        match.groups?.before ?? match.groups?.after ?? '',
      ),
      isAsked: aboutPayingBack.test(sentence),
    })),
  );
  return (found.find(({ isAsked }) => isAsked) ?? found[0])?.money;
}

function read(digits: string, sign: string): Money {
  const cents = /[.,](\d{1,2})$/.exec(digits);
  const whole = (cents ? digits.slice(0, cents.index) : digits).replace(/\D/g, '');
  return {
    amount: Number(`${whole}.${cents?.[1] ?? '0'}`),
    currency: signs[sign.toLowerCase()] ?? sign.toUpperCase(),
  };
}

/** A full stop between digits ends no sentence, an empty line does. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .flatMap((paragraph) => paragraph.replace(/\s+/g, ' ').split(/(?<=[.!?])\s+/))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}
