import { type KeyObject, sign } from 'node:crypto';
import { type Decision, decisionText } from '@dayshift/model';

/** Ed25519, with a key that only the API holds: the fleet can check a yes, and cannot make one. */
export function signDecision(
  key: KeyObject,
  approvalId: string,
  decision: Pick<Decision, 'id' | 'digest' | 'verdict'>,
): string {
  return sign(null, Buffer.from(decisionText(approvalId, decision)), key).toString('base64');
}
