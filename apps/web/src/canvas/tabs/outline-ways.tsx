import type { Graph, GraphNode } from '@dayshift/model';
import { X } from 'lucide-react';
import { portsOf } from '../../graph/node-facts.ts';
import type { CanvasActions } from '../draw/canvas-actions.ts';
import classes from './outline.module.css';

/** Where a step leads: each way by its name, and how to take it away. */
export function OutlineWays({
  node,
  graph,
  titles,
  actions,
  onSelect,
}: {
  node: GraphNode;
  graph: Graph;
  titles: ReadonlyMap<string, string>;
  actions: CanvasActions;
  onSelect: (nodeId: string) => void;
}) {
  const leaving = graph.edges.filter((edge) => edge.source === node.id);
  const labels = new Map(portsOf(node).outputs.map((port) => [port.name, port.label]));
  if (leaving.length === 0) return null;
  return (
    <ul className={classes.ways} aria-label={`From ${node.title}`}>
      {leaving.map((edge) => (
        <li key={edge.id}>
          {labels.get(edge.sourcePort) ? `${labels.get(edge.sourcePort)}: ` : 'then '}
          <button type="button" className={classes.way} onClick={() => onSelect(edge.target)}>
            {titles.get(edge.target)}
          </button>
          <button
            type="button"
            className={classes.cut}
            aria-label={`Take away the arrow from ${node.title} to ${titles.get(edge.target)}`}
            onClick={() => actions.deleteEdge(edge.id)}
          >
            <X size={12} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}
