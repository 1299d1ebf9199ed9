import { type TypeScope, typeScopeFrom } from '@dayshift/expressions';
import { type Graph, graphLimits, type JsonSchema } from '@dayshift/model';
import { analyse, type Place } from './analyse.ts';

/** What an author can pick at a node: one entry per step that may be read there, nearest first. */
export interface AvailableStep {
  nodeId: string;
  key: string;
  title: string;
  schema: JsonSchema;
  /** False: not on every way here, so it needs a fallback. */
  isCertain: boolean;
}

/** What is known about the variables at a node, for the editor's checks and completions. */
export function typeScopeAt(graph: Graph, nodeId: string, place: Place = 'before'): TypeScope {
  const found = lookUp(graph, nodeId);
  return found ? found.analysis.scopeAt(found.drawn, place) : typeScopeFrom({});
}

/** Steps whose output may be read at a node. */
export function stepsAt(graph: Graph, nodeId: string, place: Place = 'before'): AvailableStep[] {
  const found = lookUp(graph, nodeId);
  if (!found) return [];
  const { analysis, drawn } = found;
  const steps: AvailableStep[] = [];
  for (const [key, step] of analysis.drawing.byKey) {
    const { isVisible, isCertain } = analysis.visibility(step, drawn, place);
    if (!isVisible) continue;
    steps.push({
      nodeId: step.node.id,
      key,
      title: step.node.title,
      schema: analysis.outputOf(step),
      isCertain,
    });
  }
  return steps.reverse();
}

/** JSON Schema of what a node puts out. */
export function outputSchemaOf(graph: Graph, nodeId: string): JsonSchema {
  const found = lookUp(graph, nodeId);
  return found ? found.analysis.outputOf(found.drawn) : {};
}

function lookUp(graph: Graph, nodeId: string) {
  if (graph.nodes.length > graphLimits.nodes || graph.edges.length > graphLimits.edges) return undefined;
  const analysis = analyse(graph);
  const drawn = analysis.drawing.byId.get(nodeId);
  return drawn && { analysis, drawn };
}
