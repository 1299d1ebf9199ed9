import { canonicalJson, type Json } from '@dayshift/model';
import type { ReceivedMail } from './read-mail.ts';

/**
 * What a second mail with a known Message-ID is. `same`: it was delivered again. `another`: a program that gives all its mails one
 * id, which some scanners do; sender, subject, date or attachments differ. `changed`: all of that is the same and the words are not,
 * which is either a copy that a list put its footer under, or somebody who wants to be taken for the first one.
 */
export function compareMails(
  first: Json,
  second: ReceivedMail,
  isDated: boolean,
): 'same' | 'another' | 'changed' {
  const before = first as ReceivedMail; // the trigger of a run that a mail started
  if (factsOf(before, isDated) !== factsOf(second, isDated)) return 'another';
  return before.text === second.text ? 'same' : 'changed';
}

/** What makes a mail this one beside its id. A mail without a date of its own has the time it came in, which is no fact of it. */
export function factsOf(
  { from, subject, date, attachments, messageId }: ReceivedMail,
  isDated: boolean,
): string {
  return canonicalJson({
    messageId,
    from: from.toLowerCase(),
    subject,
    date: isDated ? date : null,
    attachments,
  });
}
