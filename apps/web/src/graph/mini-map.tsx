import type { Graph } from '@dayshift/model';
import { useComputedColorScheme } from '@mantine/core';
import { Panel, useReactFlow, useStore } from '@xyflow/react';
import { memo, type PointerEvent, useEffect, useMemo, useRef } from 'react';
import { boundsOf } from './fit-viewport.ts';
import { absolutePosition, type Box, sizeOf } from './graph-facts.ts';
import classes from './mini-map.module.css';

const size = { width: 148, height: 84 } as const;

interface Props {
  graph: Graph;
  selected: ReadonlySet<string>;
  tones: ReadonlyMap<string, string>;
}

/**
 * The whole playbook, small. Painted on one canvas element: React Flow's own has an element and a subscription per node,
 * which costs a frame when a thousand are dragged past.
 */
export const CanvasMiniMap = memo(function CanvasMiniMap({ graph, selected, tones }: Props) {
  const flow = useReactFlow();
  // Painted, not styled: a change of the theme has to paint it anew.
  useComputedColorScheme();
  const canvas = useRef<HTMLCanvasElement>(null);
  const bounds = useMemo(() => padded(boundsOf(graph) ?? { x: 0, y: 0, width: 1, height: 1 }), [graph]);
  const scale = Math.min(size.width / bounds.width, size.height / bounds.height);
  const offset = {
    x: (size.width - bounds.width * scale) / 2 - bounds.x * scale,
    y: (size.height - bounds.height * scale) / 2 - bounds.y * scale,
  };

  // With the next frame: asking for colours at once would lay out the page in the middle of drawing it.
  useEffect(() => {
    const frame = requestAnimationFrame(paint);
    return () => cancelAnimationFrame(frame);
  });

  function paint() {
    const context = canvas.current?.getContext('2d');
    if (!canvas.current || !context) return;
    const colourOf = coloursOf(canvas.current);
    const ratio = window.devicePixelRatio || 1;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    for (const node of graph.nodes) {
      const at = absolutePosition(graph, node);
      const box = sizeOf(node);
      const colour = selected.has(node.id) ? 'accent' : tones.get(node.id);
      context.fillStyle = colourOf(colour ?? 'line-strong');
      context.globalAlpha = node.size ? 0.4 : 1;
      context.fillRect(
        at.x * scale + offset.x,
        at.y * scale + offset.y,
        Math.max(box.width * scale, 1.5),
        Math.max(box.height * scale, 1.5),
      );
    }
    context.globalAlpha = 1;
  }

  const moveTo = (event: PointerEvent<HTMLElement>) => {
    const place = event.currentTarget.getBoundingClientRect();
    void flow.setCenter(
      (event.clientX - place.left - offset.x) / scale,
      (event.clientY - place.top - offset.y) / scale,
      { zoom: flow.getZoom() },
    );
  };
  return (
    <Panel position="bottom-right" className={classes.map ?? ''}>
      <div
        className={classes.area}
        role="img"
        aria-label="Map of the playbook"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          moveTo(event);
        }}
        onPointerMove={(event) => event.buttons === 1 && moveTo(event)}
      >
        <canvas
          ref={canvas}
          width={size.width * (globalThis.devicePixelRatio || 1)}
          height={size.height * (globalThis.devicePixelRatio || 1)}
          style={{ ...size }}
        />
        <Window scale={scale} offset={offset} />
      </div>
    </Panel>
  );
});

/** The theme's colours by name, each asked for once. */
function coloursOf(element: Element): (name: string) => string {
  const style = getComputedStyle(element);
  const known = new Map<string, string>();
  return (name) => {
    const colour = known.get(name) ?? style.getPropertyValue(`--${name}`);
    known.set(name, colour);
    return colour;
  };
}

/** What is in view. The only part that follows every frame of a pan. */
function Window({ scale, offset }: { scale: number; offset: { x: number; y: number } }) {
  const [x, y, zoom] = useStore((state) => state.transform);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  return (
    <div
      className={classes.window}
      style={{
        transform: `translate(${(-x / zoom) * scale + offset.x}px, ${(-y / zoom) * scale + offset.y}px)`,
        width: (width / zoom) * scale,
        height: (height / zoom) * scale,
      }}
    />
  );
}

/** Some room around the drawing; a small one is shown small, not blown up. */
function padded(box: Box): Box {
  const side = Math.max(box.width, box.height) * 0.06 + 20;
  const width = Math.max(box.width + 2 * side, 1_100);
  const height = Math.max(box.height + 2 * side, 620);
  return {
    x: box.x - (width - box.width) / 2,
    y: box.y - (height - box.height) / 2,
    width,
    height,
  };
}
