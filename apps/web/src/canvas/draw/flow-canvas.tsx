import '@xyflow/react/dist/base.css';
import '../../graph/flow-theme.css';
import {
  type Connection,
  type FinalConnectionState,
  ReactFlow,
  SelectionMode,
  useReactFlow,
  useStoreApi,
} from '@xyflow/react';
import { LayoutDashboard, StickyNote } from 'lucide-react';
import {
  memo,
  type MouseEvent as ReactMouseEvent,
  type RefObject,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { fitViewport, type Viewport, zoomLimits } from '../../graph/fit-viewport.ts';
import { edgeTypes, nodeTypes, proOptions } from '../../graph/flow-parts.ts';
import type { CanvasEdge, CanvasNode, NodeTrouble } from '../../graph/flow-types.ts';
import { absolutePosition, findNode, type Point, sizeOf } from '../../graph/graph-facts.ts';
import { Ground } from '../../graph/ground.tsx';
import { FarContext, useIsZoomedFarOut } from '../../graph/level-of-detail.ts';
import { CanvasMiniMap } from '../../graph/mini-map.tsx';
import { NoteEditContext } from '../../graph/note-edit-context.ts';
import { toneOfRun } from '../../graph/run-mark.tsx';
import { BarButton, ZoomBar } from '../../graph/zoom-bar.tsx';
import type { Link } from '../edits/connect.ts';
import { useEditor, useEditorStore } from '../state/editor-context.tsx';
import type { CanvasActions } from './canvas-actions.ts';
import { DropHint } from './drop-hint.tsx';
import { InsertMenu } from './insert-menu.tsx';
import { RefusedHint } from './refused-hint.tsx';
import type { StepTask } from './step-menu.tsx';
import { useCanvasKeys } from './use-canvas-keys.ts';
import { type RunLight, useCanvasNodes } from './use-canvas-nodes.ts';
import { useClipboard } from './use-clipboard.ts';
import { pointOf, useDragging } from './use-dragging.ts';

export interface FlowCanvasProps {
  actions: CanvasActions;
  initial: Viewport;
  troubles: ReadonlyMap<string, NodeTrouble>;
  light: RunLight | undefined;
  onOpenInspector: () => void;
  onTask: (task: StepTask) => void;
  paletteRef: RefObject<HTMLInputElement | null>;
  /** Filled with what needs the view: where the middle of the canvas is, how to show a node. */
  viewRef: RefObject<CanvasView | null>;
}

export interface CanvasView {
  middle: () => Point;
  show: (nodeId: string) => void;
}

/** Below it a card that is asked for is brought nearer. */
const readableZoom = 0.6;

interface OpenMenu {
  /** In the pane, in pixels. */
  at: Point;
  /** On the canvas. */
  place: Point;
  from: { nodeId: string; port: string };
}

/** The drawing surface. Everything it does to the draft goes through the actions. */
export const FlowCanvas = memo(function FlowCanvas(props: FlowCanvasProps) {
  const { actions, troubles, light, onOpenInspector, onTask, paletteRef, viewRef } = props;
  const [initial] = useState(props.initial);
  const store = useEditorStore();
  const flow = useReactFlow<CanvasNode, CanvasEdge>();
  const flowStore = useStoreApi();
  const isFar = useIsZoomedFarOut(useEditor((state) => state.graph.nodes.length));
  const pane = useRef<HTMLDivElement>(null);
  const pointer = useRef<Point>(undefined);
  const [menu, setMenu] = useState<OpenMenu>();
  const [writingId, setWritingId] = useState<string>();
  const { graph, nodes, edges, selected, onNodesChange, onEdgesChange, settle } = useCanvasNodes(
    troubles,
    light,
    isFar,
  );

  const show = useCallback(
    (nodeId: string) => {
      const node = findNode(store.getState().graph, nodeId);
      if (!node) return;
      const at = absolutePosition(store.getState().graph, node);
      const size = sizeOf(node);
      const { width, height, transform } = flowStore.getState();
      const zoom = Math.max(transform[2], readableZoom);
      const left = at.x * transform[2] + transform[0];
      const top = at.y * transform[2] + transform[1];
      const isInView =
        left > 0 && top > 0 && left + size.width * zoom < width && top + size.height * zoom < height;
      if (!isInView || zoom !== transform[2]) {
        void flow.setCenter(at.x + size.width / 2, at.y + size.height / 2, { zoom });
      }
    },
    [store, flow, flowStore],
  );
  const middle = useCallback(() => {
    const { width, height, transform } = flowStore.getState();
    return { x: (width / 2 - transform[0]) / transform[2], y: (height / 3 - transform[1]) / transform[2] };
  }, [flowStore]);
  useEffect(() => {
    viewRef.current = { middle, show };
  }, [viewRef, middle, show]);

  const showEverything = useCallback(() => {
    const { width, height } = flowStore.getState();
    void flow.setViewport(fitViewport(store.getState().graph, { width, height }));
  }, [flow, flowStore, store]);
  const addNote = useCallback(
    () => setWritingId(actions.addNote(pointer.current ?? middle())),
    [actions, middle],
  );
  const arrange = useCallback(() => void actions.arrange().then(showEverything), [actions, showEverything]);
  const places = useMemo(
    () => ({
      openPalette: () => paletteRef.current?.focus(),
      openInspector: onOpenInspector,
      addNote,
      arrange,
      showEverything,
      zoomBy: (factor: number) => void flow.zoomTo(flow.getZoom() * factor),
      show,
      choose: (kind: StepTask['kind']) => {
        const [nodeId] = store.getState().selection.nodeIds;
        if (nodeId !== undefined) onTask({ kind, nodeId });
      },
      undo: store.getState().undo,
      redo: store.getState().redo,
    }),
    [paletteRef, onOpenInspector, addNote, arrange, showEverything, flow, show, store, onTask],
  );
  useCanvasKeys(actions, places);
  const pointerPlace = useCallback(() => pointer.current, []);
  useClipboard(actions, pointerPlace);

  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
      const from = state.fromHandle;
      if (state.isValid || !from || from.type !== 'source') return;
      const link = { source: from.nodeId, sourcePort: from.id ?? 'done' };
      if (state.toNode) {
        // Let go anywhere on a card means that card, not only its dot.
        actions.connect({ ...link, target: state.toNode.id });
        return;
      }
      const { clientX, clientY } = pointOf(event);
      const card = document.elementFromPoint(clientX, clientY)?.closest('.react-flow__node-step');
      const target = card?.getAttribute('data-id');
      if (target) {
        actions.connect({ ...link, target });
        return;
      }
      const box = pane.current?.getBoundingClientRect();
      if (!box) return;
      setMenu({
        at: {
          x: Math.max(8, Math.min(clientX - box.left, box.width - 232)),
          y: Math.max(8, Math.min(clientY - box.top, box.height - 352)),
        },
        place: flow.screenToFlowPosition({ x: clientX, y: clientY }),
        from: { nodeId: from.nodeId, port: from.id ?? 'done' },
      });
    },
    [actions, flow],
  );

  const dragging = useDragging(actions, pane, settle);
  const isValidConnection = useCallback(
    (link: Connection | CanvasEdge) => {
      const wanted = linkOf(link);
      return wanted !== undefined && actions.whyNot(wanted) === undefined;
    },
    [actions],
  );
  const onConnect = useCallback(
    (link: Connection) => {
      const wanted = linkOf(link);
      if (wanted) actions.connect(wanted);
    },
    [actions],
  );
  const onReconnect = useCallback(
    (edge: CanvasEdge, link: Connection) => {
      const wanted = linkOf(link);
      if (wanted) actions.reconnect(edge.id, wanted);
    },
    [actions],
  );
  const onNodeDoubleClick = useCallback(
    (_event: unknown, node: CanvasNode) => (node.type === 'note' ? setWritingId(node.id) : onOpenInspector()),
    [onOpenInspector],
  );
  const onPaneMouseMove = useCallback(
    (event: ReactMouseEvent) => {
      pointer.current = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    },
    [flow],
  );
  const onPaneMouseLeave = useCallback(() => {
    pointer.current = undefined;
  }, []);

  const closeMenu = useCallback(() => setMenu(undefined), []);
  const noteEdit = useMemo(
    () => ({
      writingId,
      start: setWritingId,
      finish: (noteId: string, text: string) => {
        actions.writeNote(noteId, text);
        setWritingId(undefined);
      },
    }),
    [writingId, actions],
  );
  const tones = useMemo(() => {
    const found = new Map<string, string>();
    for (const [id, trouble] of troubles) if (trouble.severity === 'error') found.set(id, 'needs');
    for (const [id, run] of Object.entries(light?.stateByNode ?? {})) {
      const tone = toneOfRun(run);
      if (tone && tone !== 'none') found.set(id, tone);
    }
    return found;
  }, [troubles, light]);

  return (
    <FarContext value={isFar}>
      <NoteEditContext value={noteEdit}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: hears of the focus of what is inside, takes none itself */}
        <div
          ref={pane}
          tabIndex={-1}
          // Tab goes along the flow, also to what is out of view; a press with the mouse must not move the picture.
          onFocus={({ target }) => {
            const nodeId =
              target.matches('.react-flow__node:focus-visible') && target.getAttribute('data-id');
            if (nodeId) show(nodeId);
          }}
          style={{ position: 'absolute', inset: 0, outline: 'none' }}
        >
          <ReactFlow<CanvasNode, CanvasEdge>
            nodes={nodes}
            edges={isFar ? noEdges : edges}
            nodeTypes={nodeTypes}
            edgeTypes={edgeTypes}
            onNodesChange={onNodesChange}
            onEdgesChange={onEdgesChange}
            defaultViewport={initial}
            minZoom={zoomLimits.min}
            maxZoom={zoomLimits.max}
            snapToGrid
            snapGrid={snapGrid}
            connectionRadius={28}
            selectionMode={SelectionMode.Partial}
            multiSelectionKeyCode={multiKeys}
            deleteKeyCode={null}
            proOptions={proOptions}
            disableKeyboardA11y
            // Arrows are said with the steps they lead from, and worked from there: as stops they would come before all steps.
            edgesFocusable={false}
            ariaLabelConfig={ariaLabels}
            elevateEdgesOnSelect={false}
            elevateNodesOnSelect={false}
            onlyRenderVisibleElements={!isFar}
            nodesConnectable={!isFar}
            // Handlers are the same with every render: a new one is told to every card and every arrow.
            isValidConnection={isValidConnection}
            onConnect={onConnect}
            onConnectEnd={onConnectEnd}
            onReconnect={onReconnect}
            onNodeDragStart={dragging.onNodeDragStart}
            onNodeDrag={dragging.onNodeDrag}
            // Called for a dragged selection too: with a handler for that as well, it would be dropped twice.
            onNodeDragStop={dragging.onNodeDragStop}
            onNodeDoubleClick={onNodeDoubleClick}
            onPaneMouseMove={onPaneMouseMove}
            onPaneMouseLeave={onPaneMouseLeave}
            onDragOver={dragging.onDragOver}
            onDragLeave={dragging.onDragLeave}
            onDrop={dragging.onDrop}
            aria-label="Playbook canvas"
          >
            <Ground nodes={nodes} edges={edges} />
            <ZoomBar graph={graph}>
              <BarButton label="Arrange" keys="L" onClick={arrange}>
                <LayoutDashboard size={15} aria-hidden />
              </BarButton>
              <BarButton label="Add a note" keys="N" onClick={addNote}>
                <StickyNote size={15} aria-hidden />
              </BarButton>
            </ZoomBar>
            <CanvasMiniMap graph={graph} selected={selected} tones={tones} />
            <RefusedHint whyNot={actions.whyNot} />
            <DropHint words={dragging.words} />
          </ReactFlow>
          {menu && (
            <InsertMenu
              at={menu.at}
              onClose={closeMenu}
              onPick={(item) => {
                actions.place(item.type, menu.place, menu.from);
                closeMenu();
              }}
            />
          )}
        </div>
      </NoteEditContext>
    </FarContext>
  );
});

const noEdges: CanvasEdge[] = [];
/** The library's own words name keys that do something else here. */
const ariaLabels = {
  'node.a11yDescription.default': 'Space selects it, enter opens its settings, C connects it, M moves it.',
  'node.a11yDescription.keyboardDisabled':
    'Space selects it, enter opens its settings, C connects it, M moves it.',
  'edge.a11yDescription.default': '',
};
const snapGrid: [number, number] = [10, 10];
const multiKeys = ['Shift', 'Meta', 'Control'];

function linkOf(link: Connection | CanvasEdge): Link | undefined {
  const { source, sourceHandle, target } = link;
  return sourceHandle ? { source, sourcePort: sourceHandle, target } : undefined;
}
