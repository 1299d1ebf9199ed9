import { findOperation } from '@dayshift/operations';

/** What the two buttons say. */
export interface DecisionVerbs {
  yes: string;
  no: string;
}

const verbs =
  'accept|add|allow|answer|approve|archive|assign|block|book|buy|call|cancel|change|charge|close|confirm|contact|create|credit|decline|delete|deny|escalate|extend|file|forward|give|go|grant|hand|hire|invite|invoice|issue|keep|let|mail|merge|move|open|order|pass|pay|post|publish|refund|reject|release|remove|renew|replace|reply|resend|restore|return|send|ship|sign|start|stop|take|transfer|update|use|write';
const opening = new RegExp(`^(${verbs})( (?:over|back|on|up|off|out|away))?(?= |$|[?:,])`, 'i');
const object = /^ (?:this|the|these|that|a|an|our) ([\p{L}-]+)( [\p{L}-]+)?(?= |\?|$)/u;
const joining = /^ (of|to|for|from|about|with|at|in|on|by|and|or|as|is|into|over|under|until)$/i;
const asksWhether =
  /^(shall|should|may|can|could|do|does|did|is|are|was|were|will|would|has|have|had|must|may we|soll|sollen|darf|ist|sind)\b/i;

/**
 * The verbs of a question: "Send this refund of …" gives "Send the refund" and "Do not send". Read from the author's own
 * words alone: what a customer wrote must not get onto a button.
 */
export function decisionVerbs(
  authorsWords: string,
  operation: string | undefined,
  amount?: string,
): DecisionVerbs {
  // "Urgent: take over …" asks whether to take over.
  const words = authorsWords.trim().replace(/^[\p{L} ]{1,24}[:!] +/u, '');
  const found = opening.exec(words);
  // A mail is sent, whatever the step that sends it is for.
  if (found && (operation !== 'mail.send' || /^(re)?send|^forward/i.test(words))) {
    const [whole, verb = '', particle = ''] = found;
    const act = `${verb.charAt(0).toUpperCase()}${verb.slice(1).toLowerCase()}${particle.toLowerCase()}`;
    const no = `Do not ${act.charAt(0).toLowerCase()}${act.slice(1)}`;
    const noun = nounAfter(words.slice(whole.length));
    if (noun !== undefined) return { yes: `${act} the ${noun}`, no };
    if (operation === 'http.request' && amount !== undefined) return { yes: `${act} ${amount}`, no };
    if (operation !== 'mail.send') return { yes: act, no };
  }
  if (asksWhether.test(words)) return { yes: 'Yes', no: 'No' };
  const known = findOperation(operation ?? '')?.words;
  if (operation === 'mail.send' && known && /^(reply|answer)/i.test(words))
    return { yes: 'Send the reply', no: known.no };
  return known ? { yes: known.yes, no: known.no } : { yes: 'Approve', no: 'Reject' };
}

function nounAfter(rest: string): string | undefined {
  const [, first, second = ''] = object.exec(rest) ?? [];
  if (first === undefined) return undefined;
  return second === '' || joining.test(second) ? first : `${first}${second}`;
}
