import { ViewportPortal } from '@xyflow/react';
import { memo, useMemo } from 'react';
import classes from './edges.module.css';
import { farEdgePaths } from './far-edges.ts';
import type { CanvasEdge, CanvasNode } from './flow-types.ts';

/** Far out, all arrows are drawn as a handful of paths: a thousand elements with a subscription each would cost a frame. */
export const FarEdgesLayer = memo(function FarEdgesLayer({
  nodes,
  edges,
}: {
  nodes: readonly CanvasNode[];
  edges: readonly CanvasEdge[];
}) {
  const paths = useMemo(() => farEdgePaths(nodes, edges), [nodes, edges]);
  return (
    <ViewportPortal>
      <svg className={classes.far} aria-hidden="true">
        {Object.entries(paths).map(([kind, path]) => (
          <path key={kind} className={classes.farPath} data-kind={kind} d={path} />
        ))}
      </svg>
    </ViewportPortal>
  );
});
