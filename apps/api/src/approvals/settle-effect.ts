import { isObject } from '@dayshift/json-schema';
import type { Approval, EffectRecord, Failure, Json } from '@dayshift/model';
import { update } from '@dayshift/store';
import type { ApiContext } from '../context.ts';

type Word = { by: string } & ({ verb: 'it-happened'; output: Json } | { verb: 'it-did-not' });

/**
 * Nobody knew whether an effect took place, and a person said so: the ledger and the card say it too. Without it the card would
 * stay "on its way" for ever, and a yes whose effect did not happen could not be carried out any more. Told twice it changes
 * nothing; what meanwhile turned out otherwise stands.
 */
export async function settleEffect(
  context: ApiContext,
  failure: Failure | undefined,
  word: Word,
): Promise<void> {
  const details = isObject(failure?.details) ? failure.details : {};
  if (failure?.code !== 'AMBIGUOUS_EFFECT' || typeof details.idempotencyKey !== 'string') return;
  const { store, workspaceId } = context;
  const at = context.now();
  const settled = await update(store.effects, details.idempotencyKey, (row): EffectRecord | undefined => {
    if (row.workspaceId !== workspaceId || row.state !== 'started') return undefined;
    return word.verb === 'it-happened'
      ? { ...row, state: 'done', result: word.output, endedAt: at }
      : { ...row, state: 'failed', endedAt: at };
  });
  if (settled.kind === 'missing' || settled.doc.workspaceId !== workspaceId) return;
  const { id: effectId, approvalId } = settled.doc;
  if (approvalId === undefined) return;
  await update(store.approvals, approvalId, (approval): Approval | undefined => {
    const { execution } = approval;
    const isOther = execution?.effectId !== effectId || execution.state !== 'started';
    if (approval.workspaceId !== workspaceId || isOther) return undefined;
    return word.verb === 'it-happened'
      ? {
          ...approval,
          execution: { state: 'done', at, effectId, message: `${word.by} found that it arrived.` },
        }
      : {
          ...approval,
          execution: { state: 'failed', at, effectId, message: `${word.by} found that it did not arrive.` },
        };
  });
}
