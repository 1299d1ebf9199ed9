import { canonicalJson } from './canonical-json.ts';
import type { Approval, Decision } from './documents.ts';

/** What a person's yes is bound to: this question of this run, and exactly these bytes. */
export type DigestedApproval = Pick<Approval, 'id' | 'workspaceId' | 'runId' | 'key' | 'action' | 'fields'>;

/**
 * SHA-256 (hex) over the question as shown. The API computes it again for an edited action, and the effects host over the
 * stored bytes before it executes them; any difference means that nobody approved this. WebCrypto, so browser and server agree.
 */
export async function approvalDigest(approval: DigestedApproval): Promise<string> {
  const { id, workspaceId, runId, key, action, fields } = approval;
  const bound = {
    format: 'approval/v1',
    id,
    workspaceId,
    runId,
    key,
    action: action ?? null,
    fields: fields ?? null,
  };
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonicalJson(bound)));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The text that the API signs and the effects host verifies. */
export function decisionText(
  approvalId: string,
  decision: Pick<Decision, 'id' | 'digest' | 'verdict'>,
): string {
  return `${approvalId}|${decision.digest}|${decision.verdict}|${decision.id}`;
}
