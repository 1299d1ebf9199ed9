import type { Json } from '@dayshift/model';
import type { Change } from '../../inbox/find-changes.ts';
import { DataBlock } from '../step/data-block.tsx';
import { jsonText } from '../step/json-text.ts';
import { failureText, requestText } from '../step/request-text.ts';
import classes from './compare.module.css';
import type { ComparedNode, Side } from './compare-runs.ts';

/** Differences listed one by one; more than these are read better in the whole. */
const mostListed = 40;

/** What one step was asked and what it gave in both runs, value by value where both have some. */
export function NodeDifference({ node }: { node: ComparedNode }) {
  const { title, mine, theirs, asked, changes, difference } = node;
  const bothAsked = mine?.step.input !== undefined && theirs?.step.input !== undefined;
  return (
    <section className={classes.detail} aria-label={`${title} in both runs`}>
      <h2>{title}</h2>
      {bothAsked && <Asked asked={asked} />}
      {difference === 'none' && <p className={classes.note}>It went the same way and gave the same.</p>}
      {changes.length > 0 && (
        <>
          <h3>What came back</h3>
          <Changes changes={changes} label="What came back, value by value" />
        </>
      )}
      {difference !== 'none' && changes.length === 0 && (
        <>
          <Whole label="This run" side={mine} showsRequest={!bothAsked} />
          <Whole label="The other" side={theirs} showsRequest={!bothAsked} />
        </>
      )}
    </section>
  );
}

function Asked({ asked }: { asked: readonly Change[] }) {
  return (
    <>
      <h3>What was asked</h3>
      {asked.length === 0 ? (
        <p className={classes.note}>The same in both.</p>
      ) : (
        <Changes changes={asked} label="What was asked, value by value" />
      )}
    </>
  );
}

function Changes({ changes, label }: { changes: readonly Change[]; label: string }) {
  return (
    <>
      <table className={classes.changes} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">Value</th>
            <th scope="col">This run</th>
            <th scope="col">The other</th>
          </tr>
        </thead>
        <tbody>
          {changes.slice(0, mostListed).map(({ path, before, after }) => (
            <tr key={path}>
              <th scope="row">{path === '' ? 'All of it' : path.split('.').join(' › ')}</th>
              <td data-missing={before === undefined || undefined}>{inShort(before)}</td>
              <td data-missing={after === undefined || undefined}>{inShort(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {changes.length > mostListed && (
        <p className={classes.note}>And {changes.length - mostListed} more values.</p>
      )}
    </>
  );
}

function Whole({
  label,
  side,
  showsRequest,
}: {
  label: string;
  side: Side | undefined;
  showsRequest: boolean;
}) {
  const request = side && requestText(side.step);
  return (
    <>
      <h3>{label}</h3>
      {showsRequest && request !== undefined && (
        <DataBlock label={`${label}: what was asked`} text={request} />
      )}
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
  if (value === undefined) return 'not there';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
