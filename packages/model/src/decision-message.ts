import type { Json } from './json.ts';

/** Payload of the `decision` signal. */
export interface DecisionMessage {
  approvalId: string;
  decisionId: string;
  verdict: 'approve' | 'reject';
  /** The action's input after an edit; undefined when approved as shown. */
  input?: Json;
  isEdited: boolean;
  by: string;
  comment?: string;
}
