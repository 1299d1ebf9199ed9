import { personSettingsSchema } from '@dayshift/contracts';
import { expect, test } from 'vitest';
import { differs, namesIn, notificationSentence, withOwnZone } from './notification-words.ts';

const settings = personSettingsSchema.parse({});
const said = (mail: object) => notificationSentence({ ...settings.mail, ...mail });

test('the settings say what will happen', () => {
  expect(said({})).toContain('You are not mailed');
  expect(said({ rhythm: 'at-once' })).toBe(
    'Questions for you and stuck runs are told at once; what comes within 20 seconds is one mail.',
  );
  expect(said({ rhythm: 'daily', dailyAt: '07:30', stuck: false })).toBe(
    'Questions for you are told together at 07:30. A day without any brings no mail. A question whose deadline is within the hour is told at once.',
  );
  expect(said({ rhythm: 'hourly', questions: false, stuck: false })).toBe(
    'A question whose deadline is within the hour is told at once.',
  );
  expect(said({ rhythm: 'hourly', questions: false, stuck: false, dueSoon: false })).toContain(
    'Nothing is chosen',
  );
});

test('names are written with commas', () => {
  expect(namesIn(' Support lead, ,Refunds,Support lead ')).toEqual(['Support lead', 'Refunds']);
});

test('who never settled anything is asked in their own zone, and has nothing to save', () => {
  expect(withOwnZone({ settings }, 'Europe/Berlin').mail.timeZone).toBe('Europe/Berlin');
  const settled = { ...settings, mail: { ...settings.mail, address: 'dana@example.org' } };
  expect(withOwnZone({ settings: settled }, 'Europe/Berlin').mail.timeZone).toBe('UTC');
  expect(differs(settings, personSettingsSchema.parse({}))).toBe(false);
  expect(differs(settings, settled)).toBe(true);
});
