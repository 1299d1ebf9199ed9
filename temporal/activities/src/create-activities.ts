import type { OperationName } from '@dayshift/operations';
import type { ActivityHost, AgentHost, CoreHost, EffectsHost } from './activity-host.ts';
import { createBeginRun } from './core/begin-run.ts';
import { createCloseApproval } from './core/close-approval.ts';
import { createExpireApproval } from './core/expire-approval.ts';
import { createOpenApproval } from './core/open-approval.ts';
import { withNamedFailures } from './named-failures.ts';
import { createAiDraft } from './operations/ai-draft.ts';
import { createAiExtract } from './operations/ai-extract.ts';
import { createDeliverableWrite } from './operations/deliverable-write.ts';
import { createHttpRequest, isReadingRequest } from './operations/http-request.ts';
import { createMailLook } from './operations/mail-look.ts';
import { createMailSend } from './operations/mail-send.ts';
import { type OperationActivity, performOperation } from './perform-operation.ts';
import { rememberAnswers } from './spending/remember-answers.ts';

/** One activity for each operation of the catalog; a missing one does not compile. */
export type OperationActivities = { [N in OperationName]: OperationActivity };

export type CoreActivities = ReturnType<typeof createCoreActivities>;
export type AgentActivities = ReturnType<typeof createAgentActivities>;
export type EffectsActivities = ReturnType<typeof createEffectsActivities>;

/** All activities, by the task queue they are registered on. */
export type Activities = { core: CoreActivities; agent: AgentActivities; effects: EffectsActivities };

export function createActivities(host: ActivityHost): Activities {
  const agent = createAgentActivities(host);
  const effects = createEffectsActivities(host);
  ({ ...agent, ...effects }) satisfies OperationActivities;
  return { core: createCoreActivities(host), agent, effects };
}

/** Work of the run itself: small writes to the store. */
export function createCoreActivities(host: CoreHost) {
  return {
    'approval.open': withNamedFailures(createOpenApproval(host)),
    'approval.close': withNamedFailures(createCloseApproval(host)),
    'approval.expire': withNamedFailures(createExpireApproval(host)),
    'run.begin': withNamedFailures(createBeginRun(host)),
  };
}

/** Model calls. This host holds the model key and no connector secret. */
export function createAgentActivities(given: AgentHost) {
  const host = { ...given, onAnswer: rememberAnswers(given.store) };
  return {
    'ai.extract': performOperation(host, 'ai.extract', createAiExtract(host)),
    'ai.draft': performOperation(host, 'ai.draft', createAiDraft(host)),
  };
}

/** What touches the outside world. This host holds connector secrets and has no model access. */
export function createEffectsActivities(host: EffectsHost) {
  return {
    'http.request': performOperation(host, 'http.request', createHttpRequest(host), {
      isReading: isReadingRequest,
    }),
    'mail.send': performOperation(host, 'mail.send', createMailSend(host), { look: createMailLook(host) }),
    'deliverable.write': performOperation(host, 'deliverable.write', createDeliverableWrite(host)),
  };
}
