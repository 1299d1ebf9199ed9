import { aiDraft } from './ai-draft/ai-draft.ts';
import { aiExtract } from './ai-extract/ai-extract.ts';
import { approval } from './approval/approval.ts';
import { end } from './end/end.ts';
import { fail } from './fail/fail.ts';
import { forEach } from './for-each/for-each.ts';
import { httpRequest } from './http-request/http-request.ts';
import { mailReceived } from './mail-received/mail-received.ts';
import { manual } from './manual/manual.ts';
import type { NodeType } from './node-type.ts';
import { repeatUntil } from './repeat-until/repeat-until.ts';
import { schedule } from './schedule/schedule.ts';
import { sendMail } from './send-mail/send-mail.ts';
import { setFields } from './set-fields/set-fields.ts';
import { switchNode } from './switch/switch.ts';
import { wait } from './wait/wait.ts';
import { webhook } from './webhook/webhook.ts';
import { writeDeliverable } from './write-deliverable/write-deliverable.ts';

/** Every node type, in the palette's order. */
export const nodeTypes: readonly NodeType[] = [
  mailReceived,
  schedule,
  webhook,
  manual,
  approval,
  aiExtract,
  aiDraft,
  switchNode,
  forEach,
  repeatUntil,
  wait,
  end,
  fail,
  sendMail,
  httpRequest,
  setFields,
  writeDeliverable,
];

const byType = new Map(nodeTypes.map((nodeType) => [nodeType.type, nodeType]));

/** The one place where a type's name is looked up. */
export function findNodeType(type: string): NodeType | undefined {
  return byType.get(type);
}
