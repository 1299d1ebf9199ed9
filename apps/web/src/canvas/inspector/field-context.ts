import type { TypeScope } from '@dayshift/expressions';
import type { Graph, Json, Problem } from '@dayshift/model';
import { createContext, useContext } from 'react';
import type { Unread } from '../state/editor-store.ts';
import type { SampleScope } from './sample-scope.ts';

/** What every field of one open node shares. */
export interface FieldHost {
  nodeId: string;
  graph: Graph;
  /** What can be read before the node, and at the end of a container's body. Missing until the first check is done. */
  scopes: { before: TypeScope; body: TypeScope } | undefined;
  samples: SampleScope;
  problems: readonly Problem[];
  /** The field that was asked for from the list of problems. */
  focusedField: string | undefined;
  change: (path: string, value: Json | undefined) => void;
  /** What was typed into a field and cannot be read yet. */
  unread: readonly Unread[];
  setUnread: (path: string, typed: Pick<Unread, 'text' | 'message'> | undefined) => void;
}

export const FieldContext = createContext<FieldHost | undefined>(undefined);

export function useFieldHost(): FieldHost {
  const host = useContext(FieldContext);
  if (!host) throw new Error('a field stands outside of a form');
  return host;
}
