import type { Graph, GraphNode, Problem } from '@dayshift/model';
import { useMemo } from 'react';
import { iconOf, portsOf, summaryOf } from '../../graph/node-facts.ts';
import { StepIcon } from '../../graph/step-icon.tsx';
import { SummaryText } from '../../graph/summary-text.tsx';
import { troublesOf } from '../problems/troubles.ts';
import classes from './outline.module.css';
import { outlineOf } from './outline.ts';

interface Props {
  graph: Graph;
  problems: readonly Problem[];
  selectedNodeId: string | undefined;
  onSelect: (nodeId: string) => void;
}

/** The playbook as a nested list: everything the drawing says, for the keyboard and for screen readers. */
export function OutlineTab({ graph, problems, selectedNodeId, onSelect }: Props) {
  const outline = useMemo(() => outlineOf(graph), [graph]);
  const troubles = useMemo(() => troublesOf(problems), [problems]);
  const titles = useMemo(() => new Map(graph.nodes.map((node) => [node.id, node.title])), [graph]);
  const item = (node: GraphNode, children: GraphNode[]) => {
    const icon = iconOf(node);
    const trouble = troubles.get(node.id);
    return (
      <li key={node.id}>
        <button
          type="button"
          className={classes.step}
          aria-current={node.id === selectedNodeId || undefined}
          onClick={() => onSelect(node.id)}
        >
          <StepIcon name={icon.name} tone={icon.tone} />
          <span className={classes.title}>{node.title}</span>
          <span className={classes.summary}>
            {node.isDisabled ? 'switched off' : <SummaryText parts={summaryOf(node)} />}
          </span>
          {trouble && (
            <span className={classes.trouble} data-tone={trouble.severity === 'error' ? 'needs' : 'waits'}>
              {trouble.message}
            </span>
          )}
        </button>
        <Ways node={node} graph={graph} titles={titles} onSelect={onSelect} />
        {children.length > 0 && (
          <ol className={classes.list} aria-label={`Inside ${node.title}`}>
            {children.map((child) => item(child, outline.childrenOf(child.id)))}
          </ol>
        )}
      </li>
    );
  };
  if (graph.nodes.length === 0) {
    return (
      <p className={classes.empty}>Nothing is drawn yet. Go to Draw and press / to insert the first step.</p>
    );
  }
  return (
    <section className={classes.outline} aria-label="Outline of the playbook">
      <ol className={classes.list}>{outline.top.map((node) => item(node, outline.childrenOf(node.id)))}</ol>
    </section>
  );
}

function Ways({
  node,
  graph,
  titles,
  onSelect,
}: {
  node: GraphNode;
  graph: Graph;
  titles: ReadonlyMap<string, string>;
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
        </li>
      ))}
    </ul>
  );
}
