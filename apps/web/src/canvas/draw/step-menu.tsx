import type { Graph } from '@dayshift/model';
import { useState } from 'react';
import { inFlowOrder } from '../../graph/flow-order.ts';
import { findNode } from '../../graph/graph-facts.ts';
import { insideOf, portsOf, typeTitleOf } from '../../graph/node-facts.ts';
import { paletteGroups } from '../catalog/palette-items.ts';
import { containersFor } from '../edits/move-into.ts';
import { useEditor } from '../state/editor-context.tsx';
import type { CanvasActions } from './canvas-actions.ts';
import { type Choice, ChooseMenu } from './choose-menu.tsx';

/** What can be done to a step from a list, without pointing at the drawing. */
export interface StepTask {
  kind: 'connect' | 'move' | 'insert-behind' | 'insert-inside';
  nodeId: string;
}

interface Props {
  task: StepTask;
  actions: CanvasActions;
  /** The step that was changed or made; undefined when nothing was. */
  onDone: (nodeId: string | undefined) => void;
}

/** Connects a step, moves it into a container, or inserts one: by choosing from lists, on the canvas and in the outline. */
export function StepMenu({ task, actions, onDone }: Props) {
  const graph = useEditor((state) => state.graph);
  const node = findNode(graph, task.nodeId);
  if (!node) return null;
  const close = () => onDone(undefined);
  if (task.kind === 'connect') return <ConnectMenu graph={graph} nodeId={node.id} {...{ actions, onDone }} />;
  if (task.kind === 'move') {
    return (
      <ChooseMenu
        title={`Move “${node.title}”`}
        choices={[
          ...(node.parentId === undefined
            ? []
            : [{ id: '', label: 'Onto the canvas', hint: 'out of its container' }]),
          ...containersFor(graph, node.id, portsOf).flatMap((id): Choice[] => {
            const container = findNode(graph, id);
            return container ? [{ id, label: `Into “${container.title}”`, hint: insideOf(container) }] : [];
          }),
        ]}
        none="There is no container it could go into. Insert For each or Repeat until first."
        onChoose={(id) => {
          actions.moveInto(node.id, id === '' ? undefined : id);
          onDone(node.id);
        }}
        onClose={close}
      />
    );
  }
  const where = task.kind === 'insert-inside' ? 'inside' : 'behind';
  return (
    <ChooseMenu
      title={where === 'inside' ? `Insert inside “${node.title}”` : `Insert after “${node.title}”`}
      choices={paletteGroups().flatMap((group) =>
        group.items
          .filter((item) => !item.isTrigger)
          .map((item) => ({ id: item.type, label: item.title, hint: group.title })),
      )}
      none=""
      onChoose={(type) => onDone(actions.insertAt(type, node.id, where))}
      onClose={close}
    />
  );
}

/** First the exit, where there are several, then the step it leads to. */
function ConnectMenu({
  graph,
  nodeId,
  actions,
  onDone,
}: {
  graph: Graph;
  nodeId: string;
  actions: CanvasActions;
  onDone: (nodeId: string | undefined) => void;
}) {
  const node = findNode(graph, nodeId);
  const exits = node ? portsOf(node).outputs : [];
  const [chosen, setExit] = useState(exits.length === 1 ? exits[0]?.name : undefined);
  if (!node) return null;
  const close = () => onDone(undefined);
  if (chosen === undefined) {
    return (
      <ChooseMenu
        key="exit"
        title={`Connect “${node.title}”: by which exit?`}
        choices={exits.map((port) => ({
          id: port.name,
          label: port.label ?? 'then',
          hint: targetsOf(graph, nodeId, port.name).join(', '),
        }))}
        none="Nothing can follow it: it ends the run."
        onChoose={setExit}
        onClose={close}
      />
    );
  }
  const label = exits.find((port) => port.name === chosen)?.label;
  const targets = inFlowOrder(graph).filter(
    (other) => actions.whyNot({ source: nodeId, sourcePort: chosen, target: other.id }) === undefined,
  );
  return (
    <ChooseMenu
      key="target"
      title={`Connect “${node.title}”${label ? ` (${label})` : ''} to`}
      choices={targets.map((other) => ({ id: other.id, label: other.title, hint: typeTitleOf(other) }))}
      none="There is no step it could lead to. Press / to insert the next one."
      onChoose={(target) => {
        actions.connect({ source: nodeId, sourcePort: chosen, target });
        onDone(nodeId);
      }}
      onClose={close}
    />
  );
}

function targetsOf(graph: Graph, nodeId: string, port: string): string[] {
  return graph.edges.flatMap((edge) => {
    const target =
      edge.source === nodeId && edge.sourcePort === port ? findNode(graph, edge.target) : undefined;
    return target ? [`leads to ${target.title}`] : [];
  });
}
