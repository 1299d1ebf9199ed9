/** Why a call to the outside world did not come back with an answer. */
export type EgressErrorCode =
  | 'EGRESS_INVALID_URL'
  | 'EGRESS_BLOCKED'
  | 'EGRESS_DNS'
  | 'EGRESS_REFUSED'
  | 'EGRESS_TLS'
  | 'EGRESS_TIMEOUT'
  | 'EGRESS_RESET'
  | 'EGRESS_REDIRECT'
  | 'EGRESS_TOO_LARGE'
  | 'EGRESS_CANCELLED';

export type EgressErrorOptions = {
  cause?: unknown;
  /** False only when it is certain that no byte of the request reached the other side. */
  mayHaveArrived?: boolean;
  /** The `host:port` that an operator could open, where a private address is what stands in the way. */
  grantable?: string | undefined;
};

const neverArrives: readonly EgressErrorCode[] = [
  'EGRESS_INVALID_URL',
  'EGRESS_BLOCKED',
  'EGRESS_DNS',
  'EGRESS_REFUSED',
  'EGRESS_TLS',
];

/** A named failure of the network door; the message is written for the person who reads the step. */
export class EgressError extends Error {
  readonly code: EgressErrorCode;
  readonly mayHaveArrived: boolean;
  readonly grantable: string | undefined;

  constructor(code: EgressErrorCode, message: string, options: EgressErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'EgressError';
    this.code = code;
    this.mayHaveArrived = options.mayHaveArrived ?? !neverArrives.includes(code);
    this.grantable = options.grantable;
  }
}
