import { BaseEdge, type EdgeProps, getBezierPath } from '@xyflow/react';
import { memo } from 'react';
import classes from './edges.module.css';
import type { CanvasEdge } from './flow-types.ts';
import { useIsFar } from './level-of-detail.ts';

/** An arrow. Far out it is a straight line without the wide invisible path that makes it easy to hit. */
export const StepEdge = memo(function StepEdge(props: EdgeProps<CanvasEdge>) {
  const isFar = useIsFar();
  const { sourceX, sourceY, targetX, targetY, selected, data } = props;
  const className = classes.edge ?? '';
  if (isFar) {
    return (
      <path
        className={`react-flow__edge-path ${className}`}
        data-run={data?.run}
        data-selected={selected || undefined}
        d={`M${sourceX},${sourceY}L${targetX},${targetY}`}
        fill="none"
      />
    );
  }
  const [path] = getBezierPath(props);
  return (
    <BaseEdge
      path={path}
      className={className}
      data-run={data?.run}
      data-selected={selected || undefined}
      interactionWidth={20}
    />
  );
});
