import type { Graph, GraphNode, Problem } from '@dayshift/model';
import { useMemo } from 'react';
import { iconOf, summaryOf } from '../../graph/node-facts.ts';
import { StepIcon } from '../../graph/step-icon.tsx';
import { SummaryText } from '../../graph/summary-text.tsx';
import type { CanvasActions } from '../draw/canvas-actions.ts';
import type { StepTask } from '../draw/step-menu.tsx';
import { troublesOf } from '../problems/troubles.ts';
import classes from './outline.module.css';
import { outlineOf } from './outline.ts';
import { OutlineTools, pressOnStep } from './outline-tools.tsx';
import { OutlineWays } from './outline-ways.tsx';

interface Props {
  graph: Graph;
  problems: readonly Problem[];
  selectedNodeId: string | undefined;
  actions: CanvasActions;
  onTask: (task: StepTask) => void;
  onSelect: (nodeId: string) => void;
}

/**
 * The playbook as a nested list: everything the drawing says and everything that can be done to it, for the keyboard and for
 * screen readers.
 */
export function OutlineTab({ graph, problems, selectedNodeId, actions, onTask, onSelect }: Props) {
  const outline = useMemo(() => outlineOf(graph), [graph]);
  const troubles = useMemo(() => troublesOf(problems), [problems]);
  const titles = useMemo(() => new Map(graph.nodes.map((node) => [node.id, node.title])), [graph]);
  const item = (node: GraphNode, children: GraphNode[]) => {
    const icon = iconOf(node);
    const trouble = troubles.get(node.id);
    return (
      <li key={node.id}>
        <div className={classes.row}>
          <button
            type="button"
            data-outline-step={node.id}
            className={classes.step}
            aria-current={node.id === selectedNodeId || undefined}
            aria-keyshortcuts="/ C M Delete"
            onClick={() => onSelect(node.id)}
            onKeyDown={(event) => pressOnStep(event, node, actions, onTask)}
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
          <OutlineTools node={node} actions={actions} onTask={onTask} />
        </div>
        <OutlineWays node={node} graph={graph} titles={titles} actions={actions} onSelect={onSelect} />
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
