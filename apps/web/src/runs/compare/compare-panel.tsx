import type { RunRow, RunView } from '@dayshift/contracts';
import { ActionIcon, Select } from '@mantine/core';
import { X } from 'lucide-react';
import { useMemo } from 'react';
import { useRun, useRuns } from '../../api/runs.ts';
import { useWholeTellingSteps } from '../../api/use-whole-steps.ts';
import { NodeIcon } from '../../graph/node-icons.tsx';
import { ErrorBox } from '../../ui/error-box.tsx';
import { formatInstant } from '../../ui/format-time.ts';
import { findStateLook } from '../../ui/state-tag.tsx';
import { useNow } from '../../ui/use-now.ts';
import { spellHidden } from '../../ui/visible-text.ts';
import { versionWord } from '../../words/run-line.ts';
import { iconOfNode } from '../step/icon-of-node.ts';
import { causeSentence } from './cause-sentence.ts';
import classes from './compare.module.css';
import {
  type ComparedNode,
  compareRuns,
  partedNode,
  partingSentence,
  type Side,
  wordsOf,
} from './compare-runs.ts';
import { NodeDifference } from './node-difference.tsx';
import { useRunToCompareWith } from './use-run-to-compare-with.ts';

interface Props {
  view: RunView;
  /** Id of the other run; undefined: the one that tells most. */
  otherId: string | undefined;
  selectedNodeId: string | undefined;
  onChoose: (otherId: string) => void;
  onSelect: (nodeId: string) => void;
  onClose: () => void;
}

/** This run beside another one of its playbook: where they part, and what each step gave in both. */
export function ComparePanel({ view, otherId, selectedNodeId, onChoose, onSelect, onClose }: Props) {
  const runs = useRuns({ playbook: view.run.playbookId, limit: 50 });
  const others = useMemo(
    () => (runs.data?.pages[0]?.items ?? []).filter(({ id }) => id !== view.run.id),
    [runs.data, view.run.id],
  );
  const closest = useRunToCompareWith(view, others, otherId === undefined);
  const chosen = otherId ?? closest;
  const now = useNow();
  return (
    <section className={classes.panel} aria-label="Compare">
      <div className={classes.head}>
        <h2>Compare</h2>
        <ActionIcon aria-label="Stop comparing" onClick={onClose}>
          <X size={16} aria-hidden />
        </ActionIcon>
      </div>
      <div className={classes.choose}>
        <Select
          label="With the run"
          placeholder={
            runs.isSuccess && others.length === 0 ? 'There is no other' : 'Loading the other runs…'
          }
          data={optionsOf(others, chosen, now)}
          value={chosen ?? null}
          onChange={(next) => next !== null && onChoose(next)}
          allowDeselect={false}
          searchable
          nothingFoundMessage="No run is called that."
        />
      </div>
      {runs.isError && <ErrorBox error={runs.error} title="The other runs could not be loaded." />}
      {runs.isSuccess && others.length === 0 && chosen === undefined && (
        <p className={classes.note}>This playbook has no other run yet.</p>
      )}
      {chosen !== undefined && (
        <Comparison view={view} otherId={chosen} selectedNodeId={selectedNodeId} onSelect={onSelect} />
      )}
    </section>
  );
}

/** A run that a link names may be older than the list: it can be chosen all the same. */
function optionsOf(others: readonly RunRow[], chosen: string | undefined, now: number) {
  const options = others.map((run) => ({
    value: run.id,
    label: `${spellHidden(run.title)} · ${findStateLook(run.state).word} · ${formatInstant(run.startedAt, now)}`,
  }));
  const isListed = chosen === undefined || others.some(({ id }) => id === chosen);
  return isListed ? options : [{ value: chosen, label: 'The run of this link' }, ...options];
}

function Comparison({
  view,
  otherId,
  selectedNodeId,
  onSelect,
}: Pick<Props, 'view' | 'selectedNodeId' | 'onSelect'> & { otherId: string }) {
  const other = useRun(otherId);
  if (other.isError)
    return (
      <ErrorBox
        error={other.error}
        title="The other run could not be loaded."
        onRetry={() => void other.refetch()}
      />
    );
  if (!other.data) return <p className={classes.note}>Loading the other run…</p>;
  return <BothRuns view={view} other={other.data} selectedNodeId={selectedNodeId} onSelect={onSelect} />;
}

function BothRuns({
  view: shownView,
  other,
  selectedNodeId,
  onSelect,
}: Pick<Props, 'view' | 'selectedNodeId' | 'onSelect'> & { other: RunView }) {
  const view = useWholeTellingSteps(shownView);
  const theirs = useWholeTellingSteps(other);
  const nodes = useMemo(() => compareRuns(view, theirs), [view, theirs]);
  const { run, graph } = theirs;
  const drawn = [...view.graph.nodes, ...graph.nodes];
  const cause = causeSentence(nodes, view, theirs);
  // Where they part is what is looked for; another step is a press away.
  const parted = partedNode(nodes);
  const selected = nodes.find(({ nodeId }) => nodeId === selectedNodeId) ?? parted;
  return (
    <>
      <p className={classes.sentence} role="status">
        {cause !== undefined && <span className={classes.cause}>{cause}</span>} {partingSentence(nodes)}
        {run.version !== view.run.version &&
          ` This one ran on ${versionWord(view.run.version)}, the other on ${versionWord(run.version)}.`}
      </p>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col" className={classes.column}>
              Step
            </th>
            <th scope="col" className={classes.column}>
              This run
            </th>
            <th scope="col" className={classes.column}>
              The other
            </th>
          </tr>
        </thead>
        <tbody>
          {nodes.map((node) => (
            <Row
              key={node.nodeId}
              node={node}
              icon={iconOfNode(drawn, node.nodeId)}
              isSelected={node.nodeId === selected?.nodeId}
              onSelect={onSelect}
            />
          ))}
        </tbody>
      </table>
      {selected && <NodeDifference node={selected} />}
    </>
  );
}

function Row({
  node,
  icon,
  isSelected,
  onSelect,
}: {
  node: ComparedNode;
  icon: string;
  isSelected: boolean;
  onSelect: (nodeId: string) => void;
}) {
  return (
    <tr className={classes.row} data-selected={isSelected || undefined} data-difference={node.difference}>
      <th scope="row">
        <button
          type="button"
          className={classes.step}
          aria-current={isSelected || undefined}
          title={node.title}
          data-timeline-row
          onClick={() => onSelect(node.nodeId)}
        >
          <NodeIcon name={icon} size={15} />
          <span>{node.title}</span>
        </button>
      </th>
      <Cell side={node.mine} isOther={node.difference !== 'none'} />
      <Cell side={node.theirs} isOther={node.difference !== 'none'} />
    </tr>
  );
}

function Cell({ side, isOther }: { side: Side | undefined; isOther: boolean }) {
  const look = findStateLook(side?.state.status ?? '');
  const words = wordsOf(side);
  return (
    <td className={classes.cell} data-other={isOther || undefined} title={words}>
      {side && <look.icon className={classes.icon} data-tone={look.tone} size={13} aria-label={look.word} />}
      <span>{words}</span>
    </td>
  );
}
