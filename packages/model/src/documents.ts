import { z } from 'zod';
import { failureSchema } from './failure.ts';
import { graphSchema } from './graph.ts';
import type { Json } from './json.ts';
import { modelTotalsSchema } from './model-usage.ts';
import type { Plan } from './plan.ts';
import type { SeededItems, SeededStep } from './run-state.ts';

/** What every stored document has. `revision` counts its writes from 1. Instants are ms since 1970. */
const document = {
  id: z.string().min(1),
  revision: z.number().int().min(1),
  workspaceId: z.string().min(1),
};
const json = z.custom<Json>((value) => value !== undefined);
const instant = z.number().int();

/**
 * Why a playbook takes no new work; missing while it is in use. Open runs go on all the same, and what it published stays
 * readable: `paused` is for a while, `archived` is also out of the lists, `deleted` is for good.
 */
export const playbookRestSchema = z.object({
  state: z.enum(['paused', 'archived', 'deleted']),
  since: instant,
  by: z.string(),
  /** What led to it, where it was not simply pressed. */
  note: z.string().max(200).optional(),
});
export type PlaybookRest = z.infer<typeof playbookRestSchema>;

/** A playbook and its draft. Published versions are documents of their own and never change. */
export const playbookSchema = z.object({
  ...document,
  name: z.string().min(1).max(120),
  workerId: z.string().optional(),
  draft: graphSchema,
  /** Counts edits of the draft; two tabs on one draft notice each other by it. */
  draftRevision: z.number().int().min(1),
  draftSavedAt: instant,
  /** 0 until first published. */
  publishedVersion: z.number().int().min(0),
  rest: playbookRestSchema.optional(),
  createdAt: instant,
  changedAt: instant,
});
export type Playbook = z.infer<typeof playbookSchema>;

/** `id` is `<playbookId>:<version>`. */
export const playbookVersionSchema = z.object({
  ...document,
  playbookId: z.string(),
  version: z.number().int().min(1),
  graph: graphSchema,
  plan: z.custom<Plan>(),
  publishedAt: instant,
  publishedBy: z.string(),
  note: z.string().max(500).optional(),
});
export type PlaybookVersion = z.infer<typeof playbookVersionSchema>;

export const runStates = ['starting', 'working', 'waiting', 'stuck', 'done', 'failed', 'cancelled'] as const;
export const runStateSchema = z.enum(runStates);
export type RunStateName = z.infer<typeof runStateSchema>;

/** A run's row: a projection of the workflow, kept true by reports and by the reconciler. */
export const runSchema = z.object({
  ...document,
  workflowId: z.string(),
  playbookId: z.string(),
  playbookName: z.string(),
  /** 0: the draft was tried. */
  version: z.number().int().min(0),
  workerId: z.string().optional(),
  title: z.string(),
  triggerType: z.string(),
  triggerNodeId: z.string(),
  trigger: json,
  state: runStateSchema,
  /** True while the workflow is open: starting, working, waiting or stuck. */
  isOpen: z.boolean(),
  startedAt: instant,
  endedAt: instant.optional(),
  changedAt: instant,
  reportSequence: z.number().int(),
  openApprovals: z.number().int(),
  stuck: z.array(
    z.object({ key: z.string(), nodeId: z.string(), title: z.string(), failure: failureSchema }),
  ),
  /** Groups stuck and failed runs with one cause: `<playbookId>|<nodeId>|<code>`, or ''. */
  cause: z.string(),
  currentTitle: z.string().optional(),
  outcome: z.string().optional(),
  output: json.optional(),
  failure: failureSchema.optional(),
  costUsd: z.number(),
  /** Missing in a run that asked no model. */
  modelTotals: modelTotalsSchema.optional(),
  hadPerson: z.boolean(),
  /** The graph and plan of a tried draft; a published version is looked up instead. */
  draft: z.object({ graph: graphSchema, plan: z.custom<Plan>() }).optional(),
  forkedFrom: z.string().optional(),
  /** The person who began it; missing when its trigger did. */
  startedBy: z.string().optional(),
  /** Only this node was tested: the steps before it stood in with what they last gave. */
  testedNodeId: z.string().optional(),
  /** Of a test: the run that those outputs are of. */
  sampleRunId: z.string().optional(),
  resumedAs: z.string().optional(),
  /** It arrived while its worker was at home or its playbook paused: it is kept, and starts when they are back. */
  isHeld: z.boolean().optional(),
  /** What a person last told a stuck step to do; a second word about the same standstill is refused while this one is on its way. */
  command: z
    .object({ incident: z.string(), id: z.string(), verb: z.string(), by: z.string(), at: instant })
    .optional(),
  /** What a run resumed from another one keeps, or a test is given; here until it was started, so that a crash in between loses nothing. */
  fork: z
    .object({
      seed: z.custom<Record<string, SeededStep>>(),
      seedItems: z.custom<Record<string, SeededItems>>().optional(),
      inheritedKeys: z.record(z.string(), z.string()),
    })
    .optional(),
});
export type Run = z.infer<typeof runSchema>;

/** The action a person is asked about, fully rendered. These bytes are shown, digested, stored and executed. */
export const frozenActionSchema = z.object({ operation: z.string(), input: json });
export type FrozenAction = z.infer<typeof frozenActionSchema>;

export const decisionSchema = z.object({
  id: z.string(),
  verdict: z.enum(['approve', 'reject']),
  by: z.string(),
  at: instant,
  comment: z.string().optional(),
  isEdited: z.boolean(),
  /** Digest of what was executed: the shown one, or the edited one. */
  digest: z.string(),
  /** Ed25519 over `<approvalId>|<digest>|<verdict>|<decisionId>`, base64; made with a key the fleet does not hold. */
  signature: z.string(),
});
export type Decision = z.infer<typeof decisionSchema>;

/** One question to a person; carries decision and delivery state so that one compare-and-set decides it. */
export const approvalSchema = z.object({
  ...document,
  runId: z.string(),
  workflowId: z.string(),
  playbookId: z.string(),
  playbookName: z.string(),
  version: z.number().int(),
  workerId: z.string().optional(),
  runTitle: z.string(),
  key: z.string(),
  nodeId: z.string(),
  stepTitle: z.string(),
  title: z.string(),
  action: frozenActionSchema.optional(),
  fields: json.optional(),
  reason: z.string().optional(),
  assignee: z.string(),
  digest: z.string(),
  /** `open` → `decided` (by the API) → `applied` (the workflow took it), or `expired`, `cancelled`. */
  state: z.enum(['open', 'decided', 'applied', 'expired', 'cancelled']),
  openedAt: instant,
  /** Far future (8640000000000000) when there is no deadline, so that "oldest due first" is one index. */
  dueAt: instant,
  changedAt: instant,
  decision: decisionSchema.optional(),
  delivery: z.object({
    state: z.enum(['none', 'pending', 'sent', 'applied', 'orphaned']),
    tries: z.number().int(),
    nextAt: instant,
  }),
  /** What the executed action came to: set by the effects host. */
  execution: z
    .object({
      state: z.enum(['started', 'done', 'failed']),
      at: instant,
      message: z.string().optional(),
      /** The ledger row it is carried out under: one yes, one effect. */
      effectId: z.string().optional(),
    })
    .optional(),
});
export type Approval = z.infer<typeof approvalSchema>;

export const noDeadline = 8_640_000_000_000_000;

/** An AI worker: who does the work, for whom, and within which budget. */
export const workerSchema = z.object({
  ...document,
  name: z.string().min(1).max(60),
  role: z.string().max(120),
  manager: z.string().max(120),
  timeZone: z.string(),
  hours: z.string(),
  /** A CSS colour for the avatar. */
  color: z.string(),
  budgetUsdPerDay: z.number().min(0),
  /** Runs that stopped at the budget before this instant go on. */
  budgetRaisedAt: instant.optional(),
  isPaused: z.boolean(),
  hiredAt: instant,
  /** Let go: takes no work and is in no list; what it did stays. */
  leftAt: instant.optional(),
});
export type Worker = z.infer<typeof workerSchema>;

/**
 * What one worker spent on models in one day of its own time zone. `id` is `<workspaceId>:<workerId>:<day>`. Every call of
 * every process goes through this document by compare-and-set: that is what keeps a budget.
 */
export const spendingDaySchema = z.object({
  ...document,
  workerId: z.string(),
  /** `2026-01-31` */
  day: z.string(),
  spentUsd: z.number(),
  /** Calls whose end nobody saw: at most this much, and counted as spent. */
  uncertainUsd: z.number(),
  /** Calls under way, by a name of their own; after `until` nobody is expected to settle one any more. */
  reserved: z.record(z.string(), z.object({ usd: z.number(), until: instant })),
  calls: z.number(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  /** Calls whose cost is not known, so it is not in the sum. */
  unpricedCalls: z.number(),
});
export type SpendingDay = z.infer<typeof spendingDaySchema>;

/** Effects ledger: written before a call goes out. `id` is the idempotency key. */
export const effectRecordSchema = z.object({
  ...document,
  runId: z.string(),
  key: z.string(),
  operation: z.string(),
  requestHash: z.string(),
  state: z.enum(['started', 'done', 'failed']),
  /** What it is and whom it reaches, in a line; what let it go out is known by the rest. For the audit. */
  summary: z.string().optional(),
  version: z.number().int().optional(),
  approvalId: z.string().optional(),
  attempts: z.number().int(),
  result: json.optional(),
  costUsd: z.number().optional(),
  startedAt: instant,
  /** When the newest attempt began, after the first. */
  triedAt: instant.optional(),
  endedAt: instant.optional(),
});
export type EffectRecord = z.infer<typeof effectRecordSchema>;

/** A delivery already taken in. `id` is derived from the trigger and the delivery's own id: a repeat is `exists`. */
export const triggerEventSchema = z.object({
  ...document,
  triggerId: z.string(),
  deliveryId: z.string(),
  runId: z.string(),
  at: instant,
});
export type TriggerEvent = z.infer<typeof triggerEventSchema>;

/** A document the worker made. `path` names it; every write is a new version. */
export const deliverableSchema = z.object({
  ...document,
  path: z.string().min(1).max(300),
  version: z.number().int().min(1),
  title: z.string(),
  mediaType: z.string(),
  content: z.string(),
  runId: z.string(),
  playbookId: z.string(),
  workerId: z.string().optional(),
  createdAt: instant,
});
export type Deliverable = z.infer<typeof deliverableSchema>;

/** A signed-in browser. `id` is the SHA-256 of the cookie; the cookie itself is stored nowhere. */
export const sessionSchema = z.object({
  ...document,
  user: z.string(),
  createdAt: instant,
  expiresAt: instant,
  csrfToken: z.string(),
});
export type Session = z.infer<typeof sessionSchema>;

/** A one-time sign-in link. `id` is the SHA-256 of its token. */
export const signInLinkSchema = z.object({
  ...document,
  user: z.string(),
  expiresAt: instant,
  isUsed: z.boolean(),
});
export type SignInLink = z.infer<typeof signInLinkSchema>;

/** Who did what to which thing, and how it came out. */
export const auditEntrySchema = z.object({
  ...document,
  at: instant,
  actor: z.string(),
  action: z.string(),
  target: z.string(),
  summary: z.string(),
  result: z.enum(['done', 'refused']),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** A mail that started no run: nobody can read it, waits for it, or it came under the name of another one. Kept and reported. */
export const keptMailSchema = z.object({
  ...document,
  receivedAt: instant,
  from: z.string(),
  to: z.string(),
  /** When it can be read. */
  subject: z.string().optional(),
  reason: z.string(),
  raw: z.string(),
  /** What a person did with it; missing while nobody did anything. */
  handled: z
    .object({ as: z.enum(['run', 'discarded']), by: z.string(), at: instant, runId: z.string().optional() })
    .optional(),
});
export type KeptMail = z.infer<typeof keptMailSchema>;

/**
 * What a person was told by mail of what waits for them. `what` names a matter: `question <id>`, `due-soon <id>`, `stuck <id>`.
 * One document per person, so that one compare-and-set decides which process writes the mail.
 */
export const notificationStateSchema = z.object({
  ...document,
  user: z.string(),
  /** Told, and still waiting. What is over is forgotten, so that it is told again should it come back. */
  told: z.array(z.object({ what: z.string(), at: instant })),
  /** Seen, and to be told with the next mail. */
  pending: z.array(z.object({ what: z.string(), at: instant })),
  /** The mail that is under way; whoever claimed it has until then. */
  mail: z
    .object({
      id: z.string(),
      about: z.array(z.string()),
      tries: z.number().int(),
      claim: z.string(),
      until: instant,
    })
    .optional(),
  lastMail: z.object({ at: instant, about: z.number().int() }).optional(),
  /** Why the last try did not work. */
  trouble: z.string().optional(),
});
export type NotificationState = z.infer<typeof notificationStateSchema>;

/** One named setting of a workspace. */
export const settingSchema = z.object({ ...document, value: json });
export type Setting = z.infer<typeof settingSchema>;

/** A host that is not public and that playbooks may call all the same; `host` is `name:port`, exactly. */
export const privateHostSchema = z.object({
  host: z.string().min(3).max(300),
  addedBy: z.string(),
  addedAt: instant,
});
export type PrivateHost = z.infer<typeof privateHostSchema>;
