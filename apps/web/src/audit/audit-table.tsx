import type { AuditRow } from '@dayshift/contracts';
import { Link } from '@tanstack/react-router';
import { CirclePlay, Send, User } from 'lucide-react';
import { ExactText } from '../ui/exact-text.tsx';
import { StateTag, type Tone } from '../ui/state-tag.tsx';
import table from '../ui/table.module.css';
import { TimeText } from '../ui/time-text.tsx';
import { spellHidden } from '../ui/visible-text.ts';
import { versionWord } from '../words/run-line.ts';
import classes from './audit.module.css';

/** What was done, newest first. What did not go well stands out. */
export function AuditTable({ items }: { items: readonly AuditRow[] }) {
  return (
    <div className={table.wrap}>
      <table className={table.table}>
        <thead>
          <tr>
            <th className={classes.when}>When</th>
            <th data-drop="520" className={classes.who}>
              Who
            </th>
            <th>What</th>
            <th data-drop="760" className={classes.rule}>
              What let it
            </th>
            <th className={classes.result}>Result</th>
          </tr>
        </thead>
        <tbody>
          {items.map((entry) => (
            <AuditLine key={`${entry.kind} ${entry.id}`} entry={entry} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const kinds = {
  person: { icon: User, word: 'A person' },
  effect: { icon: Send, word: 'An effect' },
  start: { icon: CirclePlay, word: 'A start' },
} as const;

function AuditLine({ entry }: { entry: AuditRow }) {
  const { icon: Icon, word } = kinds[entry.kind];
  const { run } = entry;
  const playbook = run && `${run.playbook} ${versionWord(run.version)}`;
  const of = run && entry.kind !== 'start' ? `${run.title} · ${playbook}` : playbook;
  return (
    <tr>
      <td>
        <TimeText at={entry.at} />
      </td>
      <td data-drop="520" title={entry.actor}>
        <span className={classes.actor}>
          <Icon size={14} role="img" aria-label={word} />
          <span>{entry.actor}</span>
        </span>
      </td>
      <td className={table.main} title={`${spellHidden(entry.summary)}\n${entry.action} ${entry.target}`}>
        <span className={classes.what}>
          <ExactText text={entry.summary} />
        </span>
        {entry.run && (
          <Link to="/runs/$runId" params={{ runId: entry.run.id }} search={{}} className={classes.run}>
            {of}
          </Link>
        )}
      </td>
      <td data-drop="760" title={entry.rule}>
        {entry.approvalId === undefined ? (
          entry.rule
        ) : (
          <Link
            to="/inbox/$approvalId"
            params={{ approvalId: entry.approvalId }}
            search={{ tab: 'decided' }}
            className={classes.run}
          >
            {entry.rule ?? 'The question'}
          </Link>
        )}
      </td>
      <td>
        <Result result={entry.result} />
      </td>
    </tr>
  );
}

const results: Record<Exclude<AuditRow['result'], 'done'>, { tone: Tone; word: string }> = {
  refused: { tone: 'needs', word: 'refused' },
  failed: { tone: 'needs', word: 'not done' },
  open: { tone: 'works', word: 'open' },
};

function Result({ result }: { result: AuditRow['result'] }) {
  if (result === 'done') return 'done';
  const { tone, word } = results[result];
  return <StateTag tone={tone}>{word}</StateTag>;
}
