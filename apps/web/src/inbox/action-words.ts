import type { ApprovalRow, ApprovalView } from '@dayshift/contracts';
import { isOperation, type OperationName, type OperationWords, operations } from '@dayshift/operations';
import { FileText, Globe, type LucideIcon, PenLine, ScanText, Send, SquareCheck, Wrench } from 'lucide-react';

type ActionWords = Omit<OperationWords, 'notHappened' | 'unsure' | 'yes' | 'no'> & { icon: LucideIcon };

const icons: Record<OperationName, LucideIcon> = {
  'http.request': Globe,
  'ai.extract': ScanText,
  'ai.draft': PenLine,
  'mail.send': Send,
  'deliverable.write': FileText,
};

const review: ActionWords = {
  icon: SquareCheck,
  wants: 'asks you to check this',
  done: 'approved',
  isDone: 'used from here on',
  like: 'Earlier answers to this step',
};

/** How an approval speaks of its action. An operation that this version does not know is named as it is. */
export function actionWords(approval: Pick<ApprovalRow, 'operation'>): ActionWords {
  const { operation } = approval;
  if (operation === undefined) return review;
  if (isOperation(operation)) return { ...operations[operation].words, icon: icons[operation] };
  return {
    icon: Wrench,
    wants: `wants to do this: ${operation}`,
    done: 'done',
    isDone: 'done',
    like: 'Earlier answers to this step',
  };
}

/** "Hiro wants to send this e-mail"; once it is decided: "Hiro wanted to …". */
export function approvalSentence(
  approval: Pick<ApprovalRow, 'operation' | 'workerName' | 'playbookName' | 'state'> & {
    assignee?: string;
  },
): string {
  const whom = approval.assignee === undefined || approval.assignee === 'You' ? 'you' : approval.assignee;
  const wants = actionWords(approval).wants.replace(/^asks you/, `asks ${whom}`);
  const verb =
    approval.state === 'open' ? wants : wants.replace(/^wants/, 'wanted').replace(/^asks/, 'asked');
  return `${approval.workerName ?? approval.playbookName} ${verb}`;
}

/** "You approved 41 of the last 42, edited 3." */
export function historySentence({ approved, edited, rejected }: ApprovalView['history']): string {
  const total = approved + rejected;
  if (total === 0) return 'Nobody has decided about this step before.';
  const first = total === 1 ? '1 decision so far' : `Approved ${approved} of the last ${total}`;
  if (total === 1)
    return `${first}: ${approved === 1 ? (edited > 0 ? 'edited and approved' : 'approved') : 'rejected'}.`;
  return `${first}${edited > 0 ? `, edited ${edited}` : ', none edited'}.`;
}

/** The first 12 characters of a digest in groups of four: enough to compare by eye. */
export function shortDigest(digest: string): string {
  return digest
    .replace(/^[a-z0-9]+[:-]/i, '')
    .slice(0, 12)
    .replace(/(.{4})(?=.)/g, '$1 ');
}
