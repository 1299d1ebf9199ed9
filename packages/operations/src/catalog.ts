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

export function findOperation(name: string): Operation | undefined {
  return Object.hasOwn(operations, name) ? operations[name as OperationName] : undefined; // own key of the map: checked
}
