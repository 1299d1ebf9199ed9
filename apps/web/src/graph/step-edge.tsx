import { BaseEdge, type EdgeProps, getBezierPath } from '@xyflow/react';
import { memo } from 'react';
import classes from './edges.module.css';
import type { CanvasEdge } from './flow-types.ts';

/** An arrow, with a wide invisible path around it that makes it easy to hit. */
export const StepEdge = memo(function StepEdge(props: EdgeProps<CanvasEdge>) {
  const { selected, data } = props;
  const [path] = getBezierPath(props);
  return (
    <BaseEdge
      path={path}
      className={classes.edge ?? ''}
      data-run={data?.run}
      data-selected={selected || undefined}
      interactionWidth={20}
    />
  );
});
