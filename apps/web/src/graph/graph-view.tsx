import '@xyflow/react/dist/base.css';
import './flow-theme.css';
import type { Graph } from '@dayshift/model';
import { ReactFlow, ReactFlowProvider } from '@xyflow/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { fitViewport, type Viewport, zoomLimits } from './fit-viewport.ts';
import { edgeTypes, nodeTypes, proOptions } from './flow-parts.ts';
import type { CanvasEdge, CanvasNode, NodeRunState } from './flow-types.ts';
import { Ground } from './ground.tsx';
import { FarContext, useIsZoomedFarOut } from './level-of-detail.ts';
import { portsOf } from './node-facts.ts';
import { toFlowEdges } from './to-flow-edges.ts';
import { toFlowNodes } from './to-flow-nodes.ts';
import { usePaneSize } from './use-pane-size.ts';
import { ZoomBar } from './zoom-bar.tsx';

export interface GraphViewProps {
  graph: Graph;
  /** How each node fared; a node that is missing was not reached. Leave out to show the graph alone. */
  stateByNode?: Readonly<Record<string, NodeRunState>> | undefined;
  /** Ids of the arrows that were travelled. */
  liveEdges?: readonly string[] | undefined;
  selectedNodeId?: string | undefined;
  onSelect?: ((nodeId: string | undefined) => void) | undefined;
}

/** A playbook to look at: the canvas without editing, lit up by how a run went. */
export function GraphView(props: GraphViewProps) {
  const [measure, size] = usePaneSize();
  return (
    <div ref={measure} style={{ width: '100%', height: '100%', minHeight: 0 }}>
      {size && (
        <ReactFlowProvider>
          <View {...props} initial={fitViewport(props.graph, size)} />
        </ReactFlowProvider>
      )}
    </div>
  );
}

const none: ReadonlySet<string> = new Set();
const noEdges: CanvasEdge[] = [];
const noTroubles = new Map<string, never>();

function View(props: GraphViewProps & { initial: Viewport }) {
  const { graph, stateByNode, liveEdges, selectedNodeId, onSelect } = props;
  const [initial] = useState(props.initial);
  const isFar = useIsZoomedFarOut(graph.nodes.length);
  const previousNodes = useRef<CanvasNode[]>([]);
  const previousFar = useRef(isFar);
  const previousEdges = useRef<CanvasEdge[]>([]);
  const nodes = useMemo(
    () =>
      toFlowNodes(
        {
          graph,
          portsOf,
          selected: selectedNodeId === undefined ? none : new Set([selectedNodeId]),
          troubles: noTroubles,
          runStates: stateByNode,
        },
        // Fresh objects when cards gain or lose their ports: React Flow forgets the ports of cards it measured without.
        previousFar.current === isFar ? previousNodes.current : [],
      ),
    [graph, stateByNode, selectedNodeId, isFar],
  );
  const edges = useMemo(
    () =>
      toFlowEdges(
        { graph, portsOf, selected: none, runStates: stateByNode, liveEdges: new Set(liveEdges) },
        previousEdges.current,
      ),
    [graph, stateByNode, liveEdges],
  );
  useEffect(() => {
    previousNodes.current = nodes;
    previousEdges.current = edges;
    previousFar.current = isFar;
  }, [nodes, edges, isFar]);

  return (
    <FarContext value={isFar}>
      <ReactFlow<CanvasNode, CanvasEdge>
        nodes={nodes}
        edges={isFar ? noEdges : edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        defaultViewport={initial}
        minZoom={zoomLimits.min}
        maxZoom={zoomLimits.max}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        deleteKeyCode={null}
        proOptions={proOptions}
        onlyRenderVisibleElements={!isFar}
        onNodeClick={(_event, node) => node.type !== 'note' && onSelect?.(node.id)}
        onPaneClick={() => onSelect?.(undefined)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== ' ') return;
          const id = focusedNodeId(event.target);
          if (id !== undefined) {
            event.preventDefault();
            onSelect?.(id);
          }
        }}
        aria-label="Playbook, to look at"
      >
        <Ground nodes={nodes} edges={edges} />
        <ZoomBar graph={graph} />
      </ReactFlow>
    </FarContext>
  );
}

function focusedNodeId(target: EventTarget): string | undefined {
  const element = target instanceof Element ? target.closest('.react-flow__node') : null;
  return element?.getAttribute('data-id') ?? undefined;
}
