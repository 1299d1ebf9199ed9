import type { Fault } from '@dayshift/json-schema';
import { z } from 'zod';
import { addressesOf, countAddresses, firstWrongAddress } from './mail-addresses.ts';
import { messageIdOf } from './message-id.ts';
import { defineOperation } from './operation.ts';
import { pick } from './pick.ts';

/** Sends one mail over SMTP. Its Message-ID derives from the idempotency key, so it is fixed before the first try. */
export const mailSend = defineOperation({
  name: 'mail.send',
  title: 'Send mail',
  words: {
    wants: 'wants to send this e-mail',
    yes: 'Send the mail',
    no: 'Do not send',
    done: 'sent',
    isDone: 'sent',
    like: 'Mails of this step',
    notHappened: 'Nothing was sent.',
    unsure: {
      what: 'The mail may have been sent.',
      happened: 'It was sent',
      didNot: 'It was not sent',
    },
  },
  queue: 'effects',
  // A mail server knows no keys: what it took twice is delivered twice. Its Message-ID lets us look where that can be asked.
  effect: 'lookup',
  audience: 'customer',
  editable: ['to', 'cc', 'subject', 'text'],
  patience: {
    attempts: 5,
    timeoutSeconds: 30,
    firstRetrySeconds: 1,
    longestRetrySeconds: 60,
    heartbeatSeconds: 5,
  },
  input: z.strictObject({
    from: z.string().max(320).default('support@dayshift.example'),
    to: z.string().min(3).max(2_000),
    cc: z.string().max(2_000).optional(),
    subject: z.string().min(1).max(500),
    text: z.string().max(100_000),
    /** Message-ID of the mail this answers, so that the thread holds together. */
    inReplyTo: z.string().max(1_000).optional(),
  }),
  refusals: ({ from, to, cc }) => [
    ...addressFaults('from', from, true),
    ...addressFaults('to', to),
    ...(cc === undefined ? [] : addressFaults('cc', cc)),
  ],
  heading: ({ subject, to }) =>
    typeof subject === 'string' ? `Send “${subject}”${typeof to === 'string' ? ` to ${to}` : ''}` : undefined,
  assumedOutput: ({ from, to, cc }, key) => ({
    messageId: messageIdOf(typeof from === 'string' ? from : '', key),
    accepted: [to, cc].flatMap((list) => (typeof list === 'string' ? addressesOf(list) : [])),
  }),
  known: (input) => pick(input, ['to', 'cc', 'subject']),
  output: z.object({ messageId: z.string(), accepted: z.array(z.string()) }),
});

function addressFaults(path: string, list: string, isOne = false): Fault[] {
  const wrong = firstWrongAddress(list);
  if (wrong !== undefined)
    return [
      { path, message: `“${wrong.slice(0, 120)}” is no mail address; one looks like ada@example.com.` },
    ];
  const count = countAddresses(list);
  if (count === 0) return [{ path, message: 'This must be a mail address, such as ada@example.com.' }];
  return isOne && count > 1 ? [{ path, message: 'A mail comes from one address.' }] : [];
}
