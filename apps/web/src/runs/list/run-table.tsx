import type { RunRow } from '@dayshift/contracts';
import { Link } from '@tanstack/react-router';
import { ExactText } from '../../ui/exact-text.tsx';
import { formatDuration, formatSpan } from '../../ui/format-time.ts';
import { RunCost } from '../../ui/money.tsx';
import table from '../../ui/table.module.css';
import { TimeText } from '../../ui/time-text.tsx';
import { useNow } from '../../ui/use-now.ts';
import { spellHidden } from '../../ui/visible-text.ts';
import { runLine, tookMs, versionWord } from '../../words/run-line.ts';
import classes from './run-table.module.css';
import { RunTag } from './run-tag.tsx';

/** Runs, newest first. The title leads to the run; the line below says where it is, or what it needs. */
export function RunTable({ runs }: { runs: readonly RunRow[] }) {
  return (
    <div className={table.wrap}>
      <table className={table.table}>
        <thead>
          <tr>
            <th>Run</th>
            <th className={classes.state}>State</th>
            <th data-drop="760" className={classes.playbook}>
              Playbook
            </th>
            <th data-drop="1000" className={classes.worker}>
              Worker
            </th>
            <th data-drop="520" className={`${table.number} ${classes.when}`}>
              Started
            </th>
            <th data-drop="760" className={`${table.number} ${classes.took}`}>
              Took
            </th>
            <th data-drop="1000" className={`${table.number} ${classes.cost}`}>
              Cost
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <RunLine key={run.id} run={run} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RunLine({ run }: { run: RunRow }) {
  const line = runLine(run);
  return (
    <tr className="fade-in">
      <td className={classes.main}>
        <Link to="/runs/$runId" params={{ runId: run.id }} search={{}} className={classes.link} data-run-link>
          <span className={classes.title} title={spellHidden(run.title)}>
            <ExactText text={run.title} />
          </span>
          <span className={classes.line} title={line} data-trouble={run.trouble !== undefined || undefined}>
            {line}
          </span>
        </Link>
      </td>
      <td>
        <RunTag run={run} />
      </td>
      <td data-drop="760" title={run.playbookName}>
        {run.playbookName} {versionWord(run.version)}
      </td>
      <td data-drop="1000">{run.workerName ?? '–'}</td>
      <td data-drop="520" className={table.number}>
        <TimeText at={run.startedAt} />
      </td>
      <td data-drop="760" className={table.number}>
        <Took run={run} />
      </td>
      <td data-drop="1000" className={table.number}>
        <RunCost run={run} />
      </td>
    </tr>
  );
}

function Took({ run }: { run: RunRow }) {
  const now = useNow();
  const took = tookMs(run, now);
  // A number that is still growing is not shown to the second.
  return <>{run.endedAt === undefined ? formatSpan(took) : formatDuration(took)}</>;
}
