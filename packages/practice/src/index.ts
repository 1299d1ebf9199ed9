export type { FirstMail } from './first-mails/first-mails.ts';
export type { Refund, Ticket } from './help-desk/help-desk-state.ts';
export type { SentMail } from './mailbox/sent-mail.ts';
export { practiceModelName } from './model/misbehaviour.ts';
export { practiceFixtures } from './practice-fixtures.ts';
export { type Practice, type PracticeOptions, startPractice } from './start-practice.ts';
