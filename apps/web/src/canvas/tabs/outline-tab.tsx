import type { Graph, GraphNode, Problem } from '@dayshift/model';
import { ActionIcon } from '@mantine/core';
import { ArrowRight, CornerDownRight, Plus, SquarePlus, Trash2, X } from 'lucide-react';
import { type KeyboardEvent, useMemo } from 'react';
import { iconOf, portsOf, summaryOf } from '../../graph/node-facts.ts';
import { StepIcon } from '../../graph/step-icon.tsx';
import { SummaryText } from '../../graph/summary-text.tsx';
import type { CanvasActions } from '../draw/canvas-actions.ts';
import type { StepTask } from '../draw/step-menu.tsx';
import { troublesOf } from '../problems/troubles.ts';
import classes from './outline.module.css';
import { outlineOf } from './outline.ts';

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
            onKeyDown={(event) => press(event, node, actions, onTask)}
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
          <Tools node={node} actions={actions} onTask={onTask} />
        </div>
        <Ways node={node} graph={graph} titles={titles} actions={actions} onSelect={onSelect} />
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

/** The keys of the canvas, on the step that has the focus. */
function press(
  event: KeyboardEvent,
  node: GraphNode,
  actions: CanvasActions,
  onTask: (task: StepTask) => void,
): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const nodeId = node.id;
  if (event.key === '/')
    onTask({ kind: portsOf(node).isContainer ? 'insert-inside' : 'insert-behind', nodeId });
  else if (event.key.toLowerCase() === 'c') onTask({ kind: 'connect', nodeId });
  else if (event.key.toLowerCase() === 'm') onTask({ kind: 'move', nodeId });
  else if (event.key === 'Delete' || event.key === 'Backspace') deleteStep(node, actions);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** The focus goes to the step before it, so that the keyboard does not start again at the top of the page. */
function deleteStep(node: GraphNode, actions: CanvasActions): void {
  const steps = [...document.querySelectorAll<HTMLElement>('[data-outline-step]')];
  const at = steps.findIndex((step) => step.dataset.outlineStep === node.id);
  const beside = steps[at - 1] ?? steps[at + 1];
  actions.deleteNode(node.id);
  beside?.focus();
}

function Tools({
  node,
  actions,
  onTask,
}: {
  node: GraphNode;
  actions: CanvasActions;
  onTask: (task: StepTask) => void;
}) {
  const { outputs, isContainer, hasInput } = portsOf(node);
  const tool = (label: string, icon: React.ReactNode, onClick: () => void) => (
    <ActionIcon
      size={26}
      variant="subtle"
      color="gray"
      aria-label={`${label} “${node.title}”`}
      title={label}
      onClick={onClick}
    >
      {icon}
    </ActionIcon>
  );
  const nodeId = node.id;
  return (
    <div className={classes.tools}>
      {isContainer &&
        tool('Insert inside', <SquarePlus size={15} />, () => onTask({ kind: 'insert-inside', nodeId }))}
      {outputs.length > 0 &&
        tool('Insert after', <Plus size={15} />, () => onTask({ kind: 'insert-behind', nodeId }))}
      {outputs.length > 0 &&
        tool('Connect', <ArrowRight size={15} />, () => onTask({ kind: 'connect', nodeId }))}
      {hasInput && tool('Move', <CornerDownRight size={15} />, () => onTask({ kind: 'move', nodeId }))}
      {tool('Delete', <Trash2 size={15} />, () => deleteStep(node, actions))}
    </div>
  );
}

function Ways({
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
