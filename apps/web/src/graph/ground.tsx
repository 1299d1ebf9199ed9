import { Background, BackgroundVariant } from '@xyflow/react';
import { FarEdgesLayer } from './far-edges-layer.tsx';
import type { CanvasEdge, CanvasNode } from './flow-types.ts';
import { useIsFar } from './level-of-detail.ts';

interface Props {
  nodes: readonly CanvasNode[];
  edges: readonly CanvasEdge[];
}

/** What lies under the cards: dots near by, all arrows in a few paths from far away. */
export function Ground(props: Props) {
  if (useIsFar()) return <FarEdgesLayer {...props} />;
  return <Background variant={BackgroundVariant.Dots} gap={20} size={1.8} color="var(--line-strong)" />;
}
