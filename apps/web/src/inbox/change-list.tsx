import type { Json } from '@dayshift/model';
import { Fragment } from 'react';
import { ExactText } from '../ui/exact-text.tsx';
import classes from './edit-form.module.css';
import type { Change } from './find-changes.ts';
import { toWords } from './value-table.tsx';
import { diffWords } from './word-diff.ts';

/** What an edit changes, word by word. */
export function ChangeList({ changes }: { changes: Change[] }) {
  if (changes.length === 0) return <p className={classes.none}>Nothing changed yet.</p>;
  return (
    <section className={classes.changes} aria-label="What you changed">
      <h3>What you changed</h3>
      <dl>
        {changes.map((change) => (
          <Fragment key={change.path}>
            <dt>{change.path.split('.').map(toWords).join(' › ')}</dt>
            <dd>
              <Difference before={asText(change.before)} after={asText(change.after)} />
            </dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}

function Difference({ before, after }: { before: string; after: string }) {
  const parts = diffWords(before, after);
  let offset = 0;
  return (
    <>
      {parts.map((part) => {
        offset += part.text.length + 1;
        const text = <ExactText text={part.kind === 'same' ? shorten(part.text) : part.text} />;
        if (part.kind === 'added') return <ins key={offset}>{text}</ins>;
        if (part.kind === 'removed') return <del key={offset}>{text}</del>;
        return <span key={offset}>{text}</span>;
      })}
    </>
  );
}

const kept = 40;

/** Long unchanged stretches are named by their ends. */
function shorten(text: string): string {
  return text.length > 3 * kept ? `${text.slice(0, kept)} … ${text.slice(-kept)}` : text;
}

function asText(value: Json | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
