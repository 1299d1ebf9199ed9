import type { Approval } from '@dayshift/model';

/** An answer speaks for a worker only when what was said yes to came to something: a yes to what then failed proves nothing. */
export function countsAsEvidence({ decision, execution }: Pick<Approval, 'decision' | 'execution'>): boolean {
  return decision?.verdict === 'reject' || execution?.state !== 'failed';
}
