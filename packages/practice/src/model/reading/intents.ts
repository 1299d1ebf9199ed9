const intents = ['how_to', 'bug', 'billing', 'cancel', 'complaint', 'spam'] as const;
export type Intent = (typeof intents)[number];

/** What speaks for an intent, and how strongly. English and German. */
const signs: Record<Intent, readonly (readonly [RegExp, number])[]> = {
  how_to: [
    [/\bhow (do|can|to|would|should)\b|\bwhere (do|can) i\b|\bis it possible\b|\bis there a way\b/gi, 3],
    [/\bwie (kann|geht|stelle|setze|koppel|funktioniert|bekomme)\w*|\bwo (finde|kann)\b/gi, 3],
    [/\?/g, 1],
  ],
  bug: [
    [
      /\b(error|crash(es|ed)?|freezes|blank screen|bug|stopped working|does(n['’]t| not) (work|start|open))\b/gi,
      3,
    ],
    [/\b(fehlermeldung|stürzt|hängt sich|funktioniert nicht)\b/gi, 3],
  ],
  billing: [
    [/\b(refund(ed)?|charged|money back|overcharged|paid twice|double charge|pay (it|me|us) back)\b/gi, 3],
    [/(erstatt|rückzahl|doppelt|abgebucht|geld zurück)/gi, 3],
    [/\b(invoice|payment|rechnung|bezahlt)\b/gi, 1],
  ],
  cancel: [
    [
      /\bcancel(l?ing|l?ation)?\b.{0,30}\b(plan|subscription|membership|contract|account)\b|\bend my (plan|subscription)\b/gis,
      5,
    ],
    [/\bkündig(e|en|ung)\b|\babo beenden\b/gi, 5],
  ],
  complaint: [
    [
      /\b(unacceptable|disappoint\w*|third time|angry|ridiculous|terrible|lawyer|never again|complain\w*|ashamed)\b/gi,
      3,
    ],
    [/\b(damaged|broken|came without|missing|sparks?|smell of|smoke|burn\w*)\b/gi, 3],
    [/(beschwer|unverschämt|enttäusch|frechheit|beschädigt)/gi, 3],
  ],
  spam: [
    [
      /\b(seo|backlinks?|guest post|first page of|crypto|lottery|winner|casino|unsubscribe|limited offer|click here|guaranteed)\b/gi,
      3,
    ],
    [/\b(gewinnspiel|jetzt klicken|garantiert)\b/gi, 3],
  ],
};

export type IntentReading = { intent: Intent; confidence: number };

/** The intent with the strongest signs. The confidence says how far it is ahead of the next. */
export function intentOf(text: string): IntentReading {
  const scores = intents
    .map((intent) => ({ intent, score: scoreOf(text, intent) }))
    .sort((a, b) => b.score - a.score);
  const [best, next] = scores;
  if (!best || best.score === 0) return { intent: 'how_to', confidence: 0.4 };
  const lead = (best.score - (next?.score ?? 0)) / best.score;
  return {
    intent: best.intent,
    confidence: Math.round((0.6 + 0.28 * lead + (0.1 * best.score) / (best.score + 3)) * 100) / 100,
  };
}

function scoreOf(text: string, intent: Intent): number {
  // Three times the same sign says no more than twice.
  return signs[intent].reduce(
    (sum, [pattern, weight]) => sum + weight * Math.min(2, [...text.matchAll(pattern)].length),
    0,
  );
}
