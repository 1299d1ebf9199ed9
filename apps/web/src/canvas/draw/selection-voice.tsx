import { VisuallyHidden } from '@mantine/core';
import { findNode } from '../../graph/graph-facts.ts';
import { portsOf, summaryOf } from '../../graph/node-facts.ts';
import { useEditor } from '../state/editor-context.tsx';

/** Says to a screen reader which step is selected, what it does, and where it leads. */
export function SelectionVoice() {
  const words = useEditor(({ graph, selection }) => {
    const [nodeId, ...others] = selection.nodeIds;
    if (others.length > 0) return `${others.length + 1} steps selected`;
    const node = nodeId === undefined ? undefined : findNode(graph, nodeId);
    if (!node) return '';
    const labels = new Map(portsOf(node).outputs.map((port) => [port.name, port.label]));
    const ways = graph.edges
      .filter((edge) => edge.source === node.id)
      .map((edge) => {
        const label = labels.get(edge.sourcePort);
        return `${label ? `${label} ` : ''}leads to ${findNode(graph, edge.target)?.title ?? ''}`;
      });
    const sentence = summaryOf(node)
      .map((part) => part.text)
      .join('');
    return [`${node.title} selected`, sentence, ...ways].join('. ');
  });
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {words}
    </VisuallyHidden>
  );
}
