import { type NodeProps, NodeResizer } from '@xyflow/react';
import { memo } from 'react';
import classes from './cards.module.css';
import type { StepFlowNode } from './flow-types.ts';
import { emptyContainerSize } from './graph-facts.ts';
import { useIsFar } from './level-of-detail.ts';
import { iconOf, summaryOf } from './node-facts.ts';
import { RunMark, toneOfRun } from './run-mark.tsx';
import { StepIcon } from './step-icon.tsx';
import { StepPorts } from './step-ports.tsx';
import { SummaryText } from './summary-text.tsx';

/** A step that holds others: for each, repeat until. Its title stands on top, what it repeats is drawn inside. */
export const ContainerCard = memo(function ContainerCard({
  data,
  selected,
  draggable,
}: NodeProps<StepFlowNode>) {
  const isFar = useIsFar();
  const { node, run, trouble, isUnreached } = data;
  const tone = toneOfRun(run) ?? (trouble?.severity === 'error' ? 'needs' : undefined);
  if (isFar) {
    return <div className={classes.farContainer} data-selected={selected || undefined} data-tone={tone} />;
  }
  const icon = iconOf(node);
  return (
    <div
      className={classes.container}
      data-selected={selected || undefined}
      data-tone={tone}
      data-unreached={isUnreached || undefined}
      data-disabled={node.isDisabled || undefined}
    >
      <NodeResizer
        isVisible={selected && draggable}
        minWidth={emptyContainerSize.width}
        minHeight={120}
        lineClassName={classes.resizeLine ?? ''}
        handleClassName={classes.resizeHandle ?? ''}
      />
      <div className={classes.containerHead}>
        <StepIcon name={icon.name} tone={icon.tone} />
        <span className={classes.title}>{node.title}</span>
        <span className={classes.containerSummary}>
          <SummaryText parts={run?.text ?? summaryOf(node)} />
        </span>
        {run && <RunMark run={run} />}
      </div>
      <StepPorts hasInput={data.hasInput} ports={data.ports} />
    </div>
  );
});
