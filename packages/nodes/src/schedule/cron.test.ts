import { expect, test } from 'vitest';
import { cronInWords, cronIssue, separateCrons } from './cron.ts';

test.each([
  '0 9 * * 1-5',
  '*/15 * * * *',
  '30 8,16 1 jan,jul *',
  '0 0 * * sun',
  '5-59/5 * * * 7',
  '0 0 31 12 *',
])('%s is a schedule', (cron) => expect(cronIssue(cron)).toBeUndefined());

test.each([
  ['', 'five parts'],
  ['0 9 * *', 'five parts'],
  ['60 * * * *', '“60” is not a minute from 0 to 59.'],
  ['0 24 * * *', 'hour'],
  ['0 0 0 * *', 'day'],
  ['0 0 * 13 *', 'month'],
  ['0 0 * * 8', 'weekday'],
  ['*/0 * * * *', 'minute'],
  ['5-1 * * * *', 'minute'],
  ['1,,2 * * * *', 'minute'],
  ['@daily', 'five parts'],
  ['0 9 l * *', 'day'],
  ['0 9 * * mon#2', 'weekday'],
  ['0 9 ? * *', 'day'],
  ['0 0 mon * *', 'day'],
  ['0 0 30 2 *', 'This date never comes.'],
  ['0 0 31 2,4,6 *', 'This date never comes.'],
])('“%s” is refused: %s', (cron, words) => expect(cronIssue(cron)).toContain(words));

test.each([
  ['0 9 * * 1-5', 'weekdays at 09:00'],
  ['*/15 * * * *', 'every 15 minutes'],
  ['*/1 * * * *', 'every minute'],
  ['* * * * *', 'every minute'],
  // These start again with every hour, so no two of their gaps are alike.
  ['*/45 * * * *', '*/45 * * * *'],
  ['*/7 * * * *', '*/7 * * * *'],
  ['*/60 * * * *', 'every hour'],
  ['0 */13 * * *', '0 */13 * * *'],
  ['0 9 * * 0,7', 'Sunday at 09:00'],
  ['0 * * * *', 'every hour'],
  ['30 8,16 * * *', 'every day at 08:30 and 16:30'],
  ['0 7 * * mon,4', 'Monday, Thursday at 07:00'],
  ['0 0 1 * *', '0 0 1 * *'],
])('%s reads “%s”', (cron, words) => expect(cronInWords(cron)).toBe(words));

test('a leap day comes, and a weekday makes up for a day that does not', () => {
  expect(cronIssue('0 0 29 2 *')).toBeUndefined();
  expect(cronIssue('0 0 30 2 mon')).toBeUndefined();
});

test('a day and a weekday are asked for one by one, because a server wants both at once', () => {
  expect(separateCrons(' 0 9  1 * Mon ')).toEqual(['0 9 1 * *', '0 9 * * mon']);
  expect(separateCrons('0 9 * * 1')).toEqual(['0 9 * * 1']);
  expect(separateCrons('0 9 */2 * 1')).toEqual(['0 9 */2 * *', '0 9 * * 1']);
});
