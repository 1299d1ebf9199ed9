import { describe, expect, it } from 'vitest';
import { fitViewport, openingViewport } from './fit-viewport.ts';
import { aGraph, aNode } from './graph-builders.test-support.ts';
import { absolutePosition, sizeOf } from './graph-facts.ts';

const pane = { width: 800, height: 700 };
const placed = (graph: ReturnType<typeof aGraph>) => {
  const view = fitViewport(graph, pane);
  return graph.nodes.map((node) => {
    const at = absolutePosition(graph, node);
    const size = sizeOf(node);
    return {
      left: at.x * view.zoom + view.x,
      top: at.y * view.zoom + view.y,
      right: (at.x + size.width) * view.zoom + view.x,
      bottom: (at.y + size.height) * view.zoom + view.y,
    };
  });
};
const column = (count: number, x = 0) =>
  Array.from({ length: count }, (_, row) => aNode(`n${x}-${row}`, { position: { x, y: row * 130 } }));

describe('the view that shows everything', () => {
  it('shows every card whole', () => {
    for (const { left, top, right, bottom } of placed(aGraph([...column(9), ...column(3, 900)]))) {
      expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
      expect([right <= pane.width, bottom <= pane.height]).toEqual([true, true]);
    }
  });

  it('leaves no card behind the zoom bar or the map', () => {
    for (const { left, right, bottom } of placed(aGraph([...column(6), ...column(6, 500)]))) {
      expect(left < 200 && bottom > pane.height - 64).toBe(false);
      expect(right > pane.width - 176 && bottom > pane.height - 112).toBe(false);
    }
  });

  it('uses all the room where nothing is in a corner', () => {
    const [last] = placed(aGraph(column(6))).slice(-1);
    expect(last?.bottom).toBeGreaterThan(pane.height - 112);
  });

  it('is never larger than life', () => {
    expect(fitViewport(aGraph(column(1)), pane).zoom).toBe(1);
    expect(fitViewport(aGraph([]), pane)).toEqual({ x: 400, y: 700 / 3, zoom: 1 });
  });
});

describe('the first view of a playbook', () => {
  const long = aGraph(column(40), ['n0-0 > n0-1', 'n0-1 > n0-2']);
  const shownAt = (id: string, view: { x: number; y: number; zoom: number }) => {
    const node = long.nodes.find((each) => each.id === id);
    return node && { x: node.position.x * view.zoom + view.x, y: node.position.y * view.zoom + view.y };
  };

  it('is all of it while it can be read', () => {
    const small = aGraph(column(5));
    expect(openingViewport(small, pane)).toEqual(fitViewport(small, pane));
  });

  it('is the beginning of a long one, near enough to read', () => {
    expect(fitViewport(long, pane).zoom).toBeLessThan(0.2);
    const view = openingViewport(long, pane);
    expect(view.zoom).toBeGreaterThan(0.6);
    expect(shownAt('n0-0', view)?.y).toBeLessThan(100);
  });

  it('is the step that somebody came for', () => {
    const at = shownAt('n0-30', openingViewport(long, pane, 'n0-30'));
    expect(at && at.x > 0 && at.x < pane.width && at.y > 200 && at.y < 500).toBe(true);
  });
});
