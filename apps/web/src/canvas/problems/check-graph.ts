import { compilePlaybook, typeScopeAt } from '@dayshift/compiler';
import type { StepType, Type, TypeScope } from '@dayshift/expressions';
import type { Graph, Problem } from '@dayshift/model';

/** What can be read at a node, as plain data that can leave the worker. */
export interface KnownScope {
  variables: [string, Type][];
  steps: [string, StepType][];
}

export interface CheckAnswer {
  problems: Problem[];
  /** Of the node that was asked for: before it, and at the end of a container's body. */
  scopes?: { nodeId: string; before: KnownScope; body: KnownScope };
}

/** The compiler's word on a draft. Runs in a worker: a thousand steps take longer than a frame. */
export function checkGraph(graph: Graph, nodeId: string | undefined): CheckAnswer {
  const { problems } = compilePlaybook(graph, { playbookId: 'draft', version: 0 });
  if (nodeId === undefined) return { problems };
  const known = (place: 'before' | 'body') => toKnownScope(typeScopeAt(graph, nodeId, place));
  return { problems, scopes: { nodeId, before: known('before'), body: known('body') } };
}

function toKnownScope(scope: TypeScope): KnownScope {
  const steps = [...scope.steps.keys()].flatMap((key): [string, StepType][] => {
    const step = scope.steps.get(key);
    return step ? [[key, step]] : [];
  });
  return { variables: [...scope.variables], steps };
}

export function toTypeScope(known: KnownScope): TypeScope {
  return { variables: new Map(known.variables), steps: new Map(known.steps) };
}
