const common = {
  en: 'the and is my you to of it have not for with this how can what please i hello thanks'.split(' '),
  de: 'der die das und ist ich nicht ein eine mein meine wie kann bitte mit für auf habe wir sie hallo danke zu'.split(
    ' ',
  ),
  fr: 'le la les et est je ne pas un une mon ma comment bonjour merci pour avec dans vous'.split(' '),
  es: 'el la los y es yo no un una mi como hola gracias para con en por usted'.split(' '),
} as const;
export type Language = keyof typeof common;

/** The language with most of its everyday words in the text; English when nothing speaks for another. */
export function languageOf(text: string): Language {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const languages: Language[] = ['en', 'de', 'fr', 'es'];
  const scores = languages.map((language) => {
    const everyday = new Set<string>(common[language]);
    return { language, score: words.filter((word) => everyday.has(word)).length };
  });
  return scores.reduce((best, next) => (next.score > best.score ? next : best)).language;
}
