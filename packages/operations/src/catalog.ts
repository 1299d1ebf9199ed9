import { aiDraft } from './ai-draft.ts';
import { aiExtract } from './ai-extract.ts';
import { deliverableWrite } from './deliverable-write.ts';
import { httpRequest } from './http-request.ts';
import { mailSend } from './mail-send.ts';
import type { Operation } from './operation.ts';

/** Every operation. `temporal/activities` is a mapped type over it: a missing activity does not compile. */
export const operations = {
  'http.request': httpRequest,
  'ai.extract': aiExtract,
  'ai.draft': aiDraft,
  'mail.send': mailSend,
  'deliverable.write': deliverableWrite,
} as const;

export type OperationName = keyof typeof operations;

/** Whether this version knows an operation by that name. */
export function isOperation(name: string): name is OperationName {
  return Object.hasOwn(operations, name);
}

export function findOperation(name: string): Operation | undefined {
  return isOperation(name) ? operations[name] : undefined;
}
