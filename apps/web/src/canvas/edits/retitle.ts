import type { Graph } from '@dayshift/model';
import { changeNode } from './change-node.ts';
import { type IsExpressionField, renameKey } from './rename-key.ts';
import { keyFromTitle, takenKeys, uniqueKey } from './unique-key.ts';

/**
 * Gives a step another title. Its name in expressions follows, with everything that reads it, until the author gives it a name
 * of its own: “HTTP request 2” would tell nobody what `steps.http_request_2` is.
 */
export function retitle(graph: Graph, nodeId: string, title: string, isExpression: IsExpressionField): Graph {
  const node = graph.nodes.find((each) => each.id === nodeId);
  if (!node || node.title === title) return graph;
  const titled = changeNode(graph, nodeId, { title });
  if (!isMadeFrom(node.key, node.title)) return titled;
  const taken = takenKeys(graph);
  taken.delete(node.key);
  return renameKey(titled, nodeId, uniqueKey(keyFromTitle(title), taken), isExpression);
}

const isMadeFrom = (key: string, title: string) => {
  const made = keyFromTitle(title);
  return key === made || key.replace(/_\d+$/, '') === made.replace(/_\d+$/, '');
};
