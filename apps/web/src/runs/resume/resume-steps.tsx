import type { ResumePlan, RunView } from '@dayshift/contracts';
import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { iconOf } from '../../graph/node-facts.ts';
import { NodeIcon } from '../../graph/node-icons.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import classes from './resume-steps.module.css';
import { actionLooks, type ResumeLine, resumeLines } from './resume-words.ts';

/** More kept lines than this are folded into one: what is done matters more than what is not. */
const mostKept = 8;

/** What becomes of each step. A finished one can be ticked to be done again, and says so when that sends something twice. */
export function ResumeSteps({
  plan,
  graph,
  redo,
  onRedo,
}: {
  plan: ResumePlan;
  graph: RunView['graph'];
  redo: readonly string[];
  onRedo: (keys: readonly string[], isTicked: boolean) => void;
}) {
  const [showsAll, setShowsAll] = useState(false);
  const lines = resumeLines(plan.steps);
  const kept = lines.filter(({ action }) => action === 'reuse');
  const isFolded = kept.length > mostKept && !showsAll;
  const shown = isFolded ? lines.filter(({ action }) => action !== 'reuse') : lines;
  return (
    <ul className={classes.lines} aria-label="What happens to each step">
      {isFolded && (
        <li className={classes.line}>
          <span className={classes.icon} />
          <span className={classes.title}>{kept.flatMap(({ keys }) => keys).length} finished steps</span>
          <span>
            <StateTag tone="done">Keep</StateTag>
          </span>
          <span className={classes.why}>
            <button type="button" className={classes.unfold} onClick={() => setShowsAll(true)}>
              Show them
            </button>
          </span>
        </li>
      )}
      {shown.map((line) => (
        <Line
          key={line.keys[0]}
          line={line}
          icon={iconNameOf(graph, line.nodeId)}
          isTicked={line.keys.every((key) => redo.includes(key))}
          onTick={(isTicked) => onRedo(line.keys, isTicked)}
        />
      ))}
    </ul>
  );
}

function Line({
  line,
  icon,
  isTicked,
  onTick,
}: {
  line: ResumeLine;
  icon: string;
  isTicked: boolean;
  onTick: (isTicked: boolean) => void;
}) {
  const look = actionLooks[line.action];
  const sendsAgain = line.repeatsEffect && isTicked;
  return (
    <li className={classes.line} data-repeats={sendsAgain || undefined}>
      <span className={classes.icon}>
        <NodeIcon name={icon} size={15} />
      </span>
      <span className={classes.title}>{line.title}</span>
      <span>
        <StateTag tone={sendsAgain ? 'needs' : look.tone}>{sendsAgain ? 'Send again' : look.word}</StateTag>
      </span>
      <span className={classes.why}>{line.why}</span>
      <span className={classes.tick}>
        {line.mayRedo && (
          <Checkbox
            size="xs"
            label="again"
            aria-label={`Do ${line.title} again`}
            checked={isTicked}
            onChange={(event) => onTick(event.currentTarget.checked)}
          />
        )}
      </span>
    </li>
  );
}

function iconNameOf(graph: RunView['graph'], nodeId: string): string {
  const node = graph.nodes.find(({ id }) => id === nodeId);
  return node === undefined ? 'box' : iconOf(node).name;
}
