import type { NotificationsView, PersonSettings } from '@dayshift/contracts';
import { Button, Checkbox, SegmentedControl, Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useId, useState } from 'react';
import { isApiError } from '../api/api-error.ts';
import { useChangeNotifications, useTryNotification } from '../api/notifications.ts';
import { ErrorBox } from '../ui/error-box.tsx';
import { StateTag } from '../ui/state-tag.tsx';
import { TimeText } from '../ui/time-text.tsx';
import classes from './notification-form.module.css';
import { differs, namesIn, notificationSentence, withOwnZone } from './notification-words.ts';

const rhythms: { value: PersonSettings['mail']['rhythm']; label: string }[] = [
  { value: 'never', label: 'Never' },
  { value: 'at-once', label: 'At once' },
  { value: 'hourly', label: 'Every hour' },
  { value: 'daily', label: 'Once a day' },
];
const zones = Intl.supportedValuesOf('timeZone');
const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The settings as they are typed, and what will happen with them. */
export function NotificationForm({ view }: { view: NotificationsView }) {
  const id = useId();
  const [draft, setDraft] = useState(() => withOwnZone(view, ownZone));
  const [names, setNames] = useState(() => draft.answersFor.join(', '));
  const change = useChangeNotifications();
  const attempt = useTryNotification();
  const { mail } = draft;
  const setMail = (part: Partial<PersonSettings['mail']>) =>
    setDraft({ ...draft, mail: { ...mail, ...part } });
  const wanted: PersonSettings = { ...draft, answersFor: namesIn(names) };
  const errorAt = (path: string) =>
    isApiError(change.error) && change.error.path?.endsWith(path) ? change.error.message : undefined;
  const isPlaced = ['mail.address', 'mail.timeZone', 'mail.dailyAt'].some((path) => errorAt(path));
  const isChanged = differs(wanted, view.settings);
  const isOn = mail.rhythm !== 'never';

  const save = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(wanted, { onSuccess: () => notifications.show({ message: 'Saved.' }) });
  };
  return (
    <form className={classes.form} onSubmit={save}>
      <TextInput
        label="You also answer for"
        description="Names that playbooks put questions to, with commas between. They stand under Mine then."
        placeholder="Support lead, Refunds"
        value={names}
        onChange={(event) => setNames(event.currentTarget.value)}
        maxLength={2_000}
      />
      <div className={classes.rhythm}>
        <span id={id}>Mail me</span>
        <SegmentedControl
          aria-labelledby={id}
          data={rhythms}
          value={mail.rhythm}
          onChange={(value) =>
            setMail({ rhythm: rhythms.find((each) => each.value === value)?.value ?? 'never' })
          }
        />
      </div>
      {isOn && (
        <>
          <TextInput
            label="To"
            type="email"
            placeholder="you@example.com"
            autoComplete="email"
            value={mail.address}
            error={errorAt('mail.address')}
            onChange={(event) => setMail({ address: event.currentTarget.value.trim() })}
            required
            withAsterisk={false}
          />
          {mail.rhythm !== 'at-once' && (
            <div className={classes.when}>
              {mail.rhythm === 'daily' && (
                <TextInput
                  label="At"
                  type="time"
                  value={mail.dailyAt}
                  error={errorAt('mail.dailyAt')}
                  onChange={(event) => setMail({ dailyAt: event.currentTarget.value })}
                  required
                  withAsterisk={false}
                />
              )}
              <Select
                label="On the clock of"
                data={zones.includes(mail.timeZone) ? zones : [mail.timeZone, ...zones]}
                value={mail.timeZone}
                error={errorAt('mail.timeZone')}
                onChange={(zone) => setMail({ timeZone: zone ?? ownZone })}
                searchable
                allowDeselect={false}
              />
            </div>
          )}
          <fieldset className={classes.about}>
            <legend>About</legend>
            <Checkbox
              label="New questions for me"
              checked={mail.questions}
              onChange={(event) => setMail({ questions: event.currentTarget.checked })}
            />
            <Checkbox
              label="Questions due within the hour, at once"
              checked={mail.dueSoon}
              onChange={(event) => setMail({ dueSoon: event.currentTarget.checked })}
            />
            <Checkbox
              label="Stuck runs"
              checked={mail.stuck}
              onChange={(event) => setMail({ stuck: event.currentTarget.checked })}
            />
          </fieldset>
        </>
      )}
      <p className={classes.sentence} role="status">
        {notificationSentence(mail)}
      </p>
      {change.error !== null && !isPlaced && <ErrorBox error={change.error} />}
      {attempt.error !== null && <ErrorBox error={attempt.error} title="No mail was sent." />}
      <div className={classes.actions}>
        <Button type="submit" variant="filled" loading={change.isPending} disabled={!isChanged}>
          Save
        </Button>
        {view.settings.mail.address !== '' && view.sender !== undefined && (
          <Button
            loading={attempt.isPending}
            disabled={isChanged}
            onClick={() =>
              attempt.mutate(undefined, {
                onSuccess: () =>
                  notifications.show({ message: `A mail to ${view.settings.mail.address} is on its way.` }),
              })
            }
          >
            Send me a mail now
          </Button>
        )}
        <HowItGoes view={view} />
      </div>
    </form>
  );
}

function HowItGoes({ view: { sender, nextAt, lastMail, trouble } }: { view: NotificationsView }) {
  if (sender === undefined)
    return (
      <p className={classes.note}>This installation has no mail server yet: it is named by SMTP_HOST.</p>
    );
  if (trouble !== undefined)
    return (
      <p className={classes.note}>
        <StateTag tone="needs">The last mail could not be sent</StateTag> {trouble} It is tried again.
      </p>
    );
  return (
    <p className={classes.note}>
      {lastMail !== undefined && (
        <>
          Last mail <TimeText at={lastMail.at} />, about {lastMail.about}.{' '}
        </>
      )}
      {nextAt !== undefined && (
        <>
          Next <TimeText at={nextAt} />.
        </>
      )}
    </p>
  );
}
