export type LetterKind = 'answer' | 'holding' | 'refund' | 'brief';

/**
 * What the instructions want written. What they forbid, or want only in some case, does not count: "never promise a refund"
 * asks for no refund.
 */
export function letterKind(instructions: string): LetterKind {
  const wanted = instructions
    .split(/[.;\n]/)
    .filter(
      (sentence) =>
        !/\b(never|not|don['’]t|no|nothing|if|unless|wenn|falls|kein\w*|nie|nicht)\b/i.test(sentence),
    )
    .join('. ');
  if (/\bsummar(y|ise|ize)\b|\bbriefing\b|\ba brief\b(?! (reply|answer|mail|e-mail))/i.test(wanted))
    return 'brief';
  if (/\bholding\b|\bcolleague\b|\ba person (will|takes|looks|is)\b|\backnowledge/i.test(wanted))
    return 'holding';
  if (/\brefund(ed)?\b|\bpaid back\b|\berstatt/i.test(wanted)) return 'refund';
  return 'answer';
}
