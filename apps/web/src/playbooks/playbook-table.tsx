import type { PlaybookRow } from '@dayshift/contracts';
import { Link } from '@tanstack/react-router';
import { StateTag } from '../ui/state-tag.tsx';
import table from '../ui/table.module.css';
import { TimeText } from '../ui/time-text.tsx';
import { PlaybookMenu } from './playbook-menu.tsx';
import { restLooks } from './rest-words.ts';
import { triggerWords } from './trigger-words.ts';

// Beside the cells of the table's sheet, whatever order the sheets are loaded in: the button is not cut off.
const menuCell = { padding: '0 8px 0 0', overflow: 'visible', textAlign: 'right' } as const;

/** Playbooks line by line, each with what can be done with it. */
export function PlaybookTable({ items, label }: { items: readonly PlaybookRow[]; label: string }) {
  return (
    <div className={table.wrap}>
      <table className={table.table} aria-label={label}>
        <thead>
          <tr>
            <th>Playbook</th>
            <th data-drop="520" style={{ width: '14%' }}>
              Worker
            </th>
            <th style={{ width: 172 }}>Version</th>
            <th data-drop="760" style={{ width: '18%' }}>
              Starts on
            </th>
            <th data-drop="1000" className={table.number} style={{ width: 70 }}>
              Steps
            </th>
            <th data-drop="520" style={{ width: 150 }}>
              Open runs
            </th>
            <th data-drop="1000" className={table.number} style={{ width: 120 }}>
              Changed
            </th>
            <th style={{ width: 54 }}>
              <span className="only-heard">More</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((playbook) => (
            <PlaybookLine key={playbook.id} playbook={playbook} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PlaybookLine({ playbook }: { playbook: PlaybookRow }) {
  const { id, name, workerId, workerName, triggers } = playbook;
  const starts = triggers.map(triggerWords).join(', ');
  return (
    <tr>
      <td className={table.main}>
        <Link to="/playbooks/$playbookId" params={{ playbookId: id }} search={{}} title={name}>
          {name}
        </Link>
      </td>
      <td data-drop="520">
        {workerId === undefined ? (
          '–'
        ) : (
          <Link to="/workers/$workerId" params={{ workerId }}>
            {workerName ?? workerId}
          </Link>
        )}
      </td>
      <td>
        <VersionTags playbook={playbook} />
      </td>
      <td data-drop="760" title={starts}>
        {starts === '' ? '–' : starts}
        {playbook.isScheduleMissing && <StateTag tone="waits">not yet set</StateTag>}
      </td>
      <td data-drop="1000" className={table.number}>
        {playbook.steps}
      </td>
      <td data-drop="520">
        <Link to="/runs" search={{ playbook: id }} className={table.tags}>
          {playbook.openRuns}
          {playbook.stuckRuns > 0 && <StateTag tone="needs">{playbook.stuckRuns} stuck</StateTag>}
        </Link>
      </td>
      <td data-drop="1000" className={table.number}>
        <TimeText at={playbook.changedAt} />
      </td>
      <td style={menuCell}>
        <PlaybookMenu playbook={playbook} />
      </td>
    </tr>
  );
}

/** A playbook at rest is that first of all; what its draft is about comes after it. */
function VersionTags({ playbook }: { playbook: PlaybookRow }) {
  const { rest, publishedVersion, hasUnpublishedChanges } = playbook;
  return (
    <span className={table.tags}>
      {rest && <StateTag tone={restLooks[rest.state].tone}>{restLooks[rest.state].word}</StateTag>}
      {publishedVersion > 0
        ? `v${publishedVersion}`
        : !rest && <StateTag tone="idle">not published</StateTag>}
      {publishedVersion > 0 && hasUnpublishedChanges && !rest && (
        <StateTag tone="waits">draft changes</StateTag>
      )}
    </span>
  );
}
