import type { KeyObject } from 'node:crypto';
import type { Model } from '@dayshift/ai';
import type { Egress } from '@dayshift/egress';
import type { Store } from '@dayshift/store';

/** The mail server that outgoing mail is handed to. */
export type SmtpServer = {
  host: string;
  port: number;
  /** TLS from the first byte; otherwise STARTTLS where the server offers it. */
  isSecure?: boolean;
  user?: string;
  password?: string;
  /** Says whether it took a mail: `GET …?messageId=<…>` answers `{ "found": true }` or `false`. Few servers can. */
  sentMailUrl?: string;
};

/** What activities work with. A host that serves one queue gives only what that queue needs. */
export type CoreHost = { store: Store };
export type AgentHost = { store: Store; model: Model };
/** With an ear for answers: runs that the model kept waiting go on once it answers anybody. */
export type ModelHost = AgentHost & { onAnswer: (workspaceId: string) => void };
export type EffectsHost = {
  store: Store;
  egress: Egress;
  smtp: SmtpServer;
  /** Ed25519 public key of the API, which alone signs decisions. */
  approvalKey: KeyObject;
  /** Deliverables are also written here as files, when given. The store has them in any case. */
  deliverablesFolder?: string;
};
export type ActivityHost = CoreHost & AgentHost & EffectsHost;
