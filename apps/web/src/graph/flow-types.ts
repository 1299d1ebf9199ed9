import type { GraphNode, Note } from '@dayshift/model';
import type { Edge as FlowEdgeBase, Node as FlowNodeBase } from '@xyflow/react';
import type { SummaryPart } from './node-facts.ts';
import type { ShownPort } from './port-places.ts';

/** How one node fared in a run. Nodes that a run did not reach have none. */
export interface NodeRunState {
  status: 'running' | 'sleeping' | 'asking' | 'stuck' | 'done' | 'skipped' | 'failed' | 'cancelled';
  /** Replaces the card's summary, e.g. “422: reason_code is missing”. */
  text?: string | readonly SummaryPart[] | undefined;
}

/** The worst problem of a node, for the mark on its card. */
export interface NodeTrouble {
  severity: 'error' | 'warning';
  message: string;
}

/** Everything a card draws. Cards subscribe to nothing: they change only when this object does. */
export interface StepData {
  [key: string]: unknown;
  node: GraphNode;
  ports: ShownPort[];
  hasInput: boolean;
  trouble: NodeTrouble | undefined;
  run: NodeRunState | undefined;
  /** In a run: no token came here. */
  isUnreached: boolean;
}

export interface NoteData {
  [key: string]: unknown;
  note: Note;
}

export type StepFlowNode = FlowNodeBase<StepData, 'step' | 'container'>;
export type NoteFlowNode = FlowNodeBase<NoteData, 'note'>;
export type CanvasNode = StepFlowNode | NoteFlowNode;

/** How an arrow fared in a run. */
export type EdgeRunState = 'travelled' | 'unreached' | 'escape';
export type CanvasEdge = FlowEdgeBase<{ run: EdgeRunState | undefined }, 'step'>;
