import type { RunView } from '@dayshift/contracts';
import { NodeIcon } from '../../graph/node-icons.tsx';
import { findStateLook } from '../../ui/state-tag.tsx';
import { iconOfNode } from '../step/icon-of-node.ts';
import { clockTime } from './clock-time.ts';
import { type TimelineMark, type TimelineRow, timelineOf } from './timeline.ts';
import classes from './timeline-panel.module.css';
import { useClock } from './use-clock.ts';

/** When each step began and how long it took, against the whole run; one row per node. */
export function TimelinePanel({
  view,
  selectedNodeId,
  onSelect,
}: {
  view: RunView;
  selectedNodeId: string | undefined;
  onSelect: (key: string) => void;
}) {
  const now = useClock(view.run.endedAt === undefined, view.run.startedAt);
  const timeline = timelineOf(view, now);
  return (
    <section className={classes.panel} aria-label="Timeline">
      <div className={classes.head}>
        <h2>Timeline</h2>
        <span className={classes.span}>
          {clockTime(timeline.startedAt, now)} to{' '}
          {timeline.isOpen ? 'now' : clockTime(timeline.endedAt, timeline.startedAt)}
        </span>
      </div>
      {timeline.breaks.length > 0 && (
        <p className="only-heard">Long waits are drawn shorter than they were.</p>
      )}
      {timeline.rows.length === 0 && <p className={classes.none}>No step has begun yet.</p>}
      <ol className={classes.rows}>
        {timeline.rows.map((row) => (
          <li key={row.nodeId}>
            <Row
              row={row}
              breaks={timeline.breaks}
              icon={iconOfNode(view.graph.nodes, row.nodeId)}
              isSelected={row.nodeId === selectedNodeId}
              onSelect={onSelect}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Row({
  row,
  breaks,
  icon,
  isSelected,
  onSelect,
}: {
  row: TimelineRow;
  breaks: readonly number[];
  icon: string;
  isSelected: boolean;
  onSelect: (key: string) => void;
}) {
  return (
    <button
      type="button"
      className={`${classes.row} fade-in`}
      aria-current={isSelected || undefined}
      style={{ '--depth': row.depth }}
      onClick={() => onSelect(row.key)}
      data-timeline-row
    >
      <span className={classes.name} title={row.title}>
        <NodeIcon name={icon} size={15} />
        <span className={classes.title}>{row.title}</span>
        <span className="only-heard">, {findStateLook(row.status).word}</span>
      </span>
      <span className={classes.track} aria-hidden>
        {row.marks.map((mark) => (
          <Mark key={mark.key} mark={mark} />
        ))}
        {breaks.map((at) => (
          <span key={at} className={classes.break} style={{ '--left': `${at}%` }} />
        ))}
      </span>
      <span className={classes.label}>{row.label}</span>
    </button>
  );
}

function Mark({ mark }: { mark: TimelineMark }) {
  return (
    <span
      className={classes.mark}
      data-tone={mark.tone}
      data-kind={mark.kind}
      style={{ '--left': `${mark.left}%`, '--width': `${mark.width}%` }}
    />
  );
}
