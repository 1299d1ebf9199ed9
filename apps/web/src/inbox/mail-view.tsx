import type { JsonObject } from '@dayshift/model';
import { ExactText } from '../ui/exact-text.tsx';
import { AddressText } from './address-text.tsx';
import { LongText } from './long-text.tsx';
import classes from './sheet.module.css';
import { ValueTable } from './value-table.tsx';

const shownElsewhere = new Set(['from', 'to', 'cc', 'subject', 'text', 'inReplyTo']);

/** A mail that looks like a mail. Arguments it has no place for follow in a table; none is left out. */
export function MailView({ input }: { input: JsonObject }) {
  const rest = Object.fromEntries(Object.entries(input).filter(([name]) => !shownElsewhere.has(name)));
  return (
    <div className={classes.sheet}>
      <dl className={classes.head}>
        <MailLine label="From" value={input.from} isAddress />
        <MailLine label="To" value={input.to} isAddress />
        <MailLine label="Cc" value={input.cc} isAddress />
        <MailLine label="Subject" value={input.subject} />
        <MailLine label="Answers" value={input.inReplyTo} isCode />
      </dl>
      <div className={classes.body}>
        <LongText text={String(input.text)} part="text" />
      </div>
      {Object.keys(rest).length > 0 && (
        <div className={classes.foot}>
          <ValueTable value={rest} isBare />
        </div>
      )}
    </div>
  );
}

function MailLine({
  label,
  value,
  isAddress = false,
  isCode = false,
}: {
  label: string;
  value: JsonObject[string] | undefined;
  isAddress?: boolean;
  isCode?: boolean;
}) {
  if (value === undefined || value === null || value === '') return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return (
    <>
      <dt>{label}</dt>
      <dd className={isCode ? classes.code : undefined}>
        {isAddress ? <AddressText text={text} /> : <ExactText text={text} />}
      </dd>
    </>
  );
}
