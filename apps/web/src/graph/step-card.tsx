import type { NodeProps } from '@xyflow/react';
import { CircleAlert, TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import classes from './cards.module.css';
import type { NodeTrouble, StepFlowNode } from './flow-types.ts';
import { useIsFar } from './level-of-detail.ts';
import { iconOf, summaryOf } from './node-facts.ts';
import { RunMark, toneOfRun } from './run-mark.tsx';
import { StepIcon } from './step-icon.tsx';
import { StepPorts } from './step-ports.tsx';
import { SummaryText } from './summary-text.tsx';

/** A step on the canvas: reads as a sentence, with its live values marked. A plain box when zoomed far out. */
export const StepCard = memo(function StepCard({ data, selected }: NodeProps<StepFlowNode>) {
  const isFar = useIsFar();
  const { node, run, trouble, isUnreached } = data;
  const tone = toneOfRun(run) ?? (trouble?.severity === 'error' ? 'needs' : undefined);
  if (isFar) {
    return <div className={classes.farCard} data-selected={selected || undefined} data-tone={tone} />;
  }
  const icon = iconOf(node);
  return (
    <div
      className={classes.card}
      data-selected={selected || undefined}
      data-tone={tone}
      data-unreached={isUnreached || undefined}
      data-disabled={node.isDisabled || undefined}
    >
      <div className={classes.head}>
        <StepIcon name={icon.name} tone={icon.tone} />
        <span className={classes.title}>{node.title}</span>
        {run ? <RunMark run={run} /> : trouble && <TroubleMark trouble={trouble} />}
      </div>
      <div className={classes.summary}>
        {node.isDisabled ? 'switched off: passed over' : <SummaryText parts={run?.text ?? summaryOf(node)} />}
      </div>
      <StepPorts hasInput={data.hasInput} ports={data.ports} />
    </div>
  );
});

function TroubleMark({ trouble }: { trouble: NodeTrouble }) {
  const Icon = trouble.severity === 'error' ? CircleAlert : TriangleAlert;
  return (
    <span
      className={classes.mark}
      data-tone={trouble.severity === 'error' ? 'needs' : 'waits'}
      title={trouble.message}
    >
      <Icon size={15} strokeWidth={2} role="img" aria-label={trouble.message} />
    </span>
  );
}
