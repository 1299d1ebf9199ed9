/** Marks the mails Dayshift writes to its own people. */
export const notificationHeader = 'X-Dayshift-Notification';

const mostOfHead = 64 * 1024;

/** True for a mail about what waits, however it came back here: it must not begin a run that asks the next question. */
export function isOwnNotification(raw: Buffer): boolean {
  const head = raw.subarray(0, mostOfHead).toString('latin1');
  const end = /\r?\n\r?\n/.exec(head)?.index ?? head.length;
  return `\n${head.slice(0, end).toLowerCase()}`.includes(`\n${notificationHeader.toLowerCase()}:`);
}
