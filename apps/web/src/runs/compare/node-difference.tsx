import type { Json } from '@dayshift/model';
import { Fragment } from 'react';
import type { Change } from '../../inbox/find-changes.ts';
import { DataBlock } from '../step/data-block.tsx';
import { jsonText } from '../step/json-text.ts';
import { failureText } from '../step/request-text.ts';
import classes from './compare.module.css';
import type { ComparedNode, Side } from './compare-runs.ts';

/** Differences listed one by one; more than these are read better in the whole. */
const mostListed = 40;

/** What one step gave in both runs: value by value where it gave something in both. */
export function NodeDifference({ node }: { node: ComparedNode }) {
  const { title, mine, theirs, changes, difference } = node;
  return (
    <section className={classes.detail} aria-label={`${title} in both runs`}>
      <h2>{title}</h2>
      {difference === 'none' && <p className={classes.note}>It went the same way and gave the same.</p>}
      {changes.length > 0 && <Changes changes={changes} />}
      {difference !== 'none' && changes.length === 0 && (
        <>
          <Whole label="This run" side={mine} />
          <Whole label="The other" side={theirs} />
        </>
      )}
    </section>
  );
}

function Changes({ changes }: { changes: readonly Change[] }) {
  return (
    <>
      <dl className={classes.changes}>
        {changes.slice(0, mostListed).map(({ path, before, after }) => (
          <Fragment key={path}>
            <dt>{path === '' ? 'All of it' : path.split('.').join(' › ')}</dt>
            <dd>{inShort(before)}</dd>
            <dd>{inShort(after)}</dd>
          </Fragment>
        ))}
      </dl>
      {changes.length > mostListed && (
        <p className={classes.note}>And {changes.length - mostListed} more values.</p>
      )}
    </>
  );
}

function Whole({ label, side }: { label: string; side: Side | undefined }) {
  return (
    <>
      <h3>{label}</h3>
      {side === undefined ? (
        <p className={classes.note}>It did not come by here.</p>
      ) : side.step.failure ? (
        <DataBlock label={`${label}: what came back`} text={failureText(side.step.failure)} tone="needs" />
      ) : side.step.output === undefined ? (
        <p className={classes.note}>It gave no output.</p>
      ) : (
        <DataBlock label={`${label}: output`} text={jsonText(side.step.output)} />
      )}
    </>
  );
}

const longest = 400;

function inShort(value: Json | undefined): string {
  if (value === undefined) return '–';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
