import type { GraphNode } from '@dayshift/model';
import { ActionIcon } from '@mantine/core';
import { ArrowRight, CornerDownRight, Plus, SquarePlus, Trash2 } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { portsOf } from '../../graph/node-facts.ts';
import type { CanvasActions } from '../draw/canvas-actions.ts';
import type { StepTask } from '../draw/step-menu.tsx';
import classes from './outline.module.css';

/** The keys of the canvas, on the step that has the focus. */
export function pressOnStep(
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

/** What can be done to a step, as buttons behind it. */
export function OutlineTools({
  node,
  actions,
  onTask,
}: {
  node: GraphNode;
  actions: CanvasActions;
  onTask: (task: StepTask) => void;
}) {
  const { outputs, isContainer, hasInput } = portsOf(node);
  const tool = (label: string, icon: ReactNode, onClick: () => void) => (
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
