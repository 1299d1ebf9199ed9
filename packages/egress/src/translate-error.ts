import { EgressError, type EgressErrorCode } from './egress-error.ts';

type Reading = { code: EgressErrorCode; text: string; mayHaveArrived?: boolean };

const readings: Record<string, Reading> = {
  ECONNREFUSED: { code: 'EGRESS_REFUSED', text: 'refused the connection; is it running there?' },
  EHOSTUNREACH: { code: 'EGRESS_REFUSED', text: 'cannot be reached from here' },
  ENETUNREACH: { code: 'EGRESS_REFUSED', text: 'cannot be reached from here' },
  ENOTFOUND: { code: 'EGRESS_DNS', text: 'is not a known name' },
  EAI_AGAIN: { code: 'EGRESS_DNS', text: 'could not be looked up just now' },
  ETIMEDOUT: { code: 'EGRESS_TIMEOUT', text: 'did not accept the connection in time', mayHaveArrived: false },
  UND_ERR_CONNECT_TIMEOUT: {
    code: 'EGRESS_TIMEOUT',
    text: 'did not accept the connection in time',
    mayHaveArrived: false,
  },
  ECONNRESET: { code: 'EGRESS_RESET', text: 'closed the connection before answering' },
  EPIPE: { code: 'EGRESS_RESET', text: 'closed the connection before answering' },
  UND_ERR_SOCKET: { code: 'EGRESS_RESET', text: 'closed the connection before answering' },
};

/** Turns whatever fetch or a socket threw into one named error about `host`. */
export function translateError(error: unknown, host: string): EgressError {
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 6; depth += 1) {
    if (cause instanceof EgressError) return cause;
    const reading = read(cause);
    if (reading) {
      const { code, text, mayHaveArrived } = reading;
      return new EgressError(code, `${host} ${text}.`, { cause: error, mayHaveArrived });
    }
    cause = cause instanceof AggregateError ? cause.errors[0] : cause.cause;
  }
  const message = error instanceof Error ? error.message : String(error);
  return new EgressError('EGRESS_RESET', `The call to ${host} broke off: ${message}.`, { cause: error });
}

function read(error: Error): Reading | undefined {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (Object.hasOwn(readings, code)) return readings[code];
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|UNABLE_TO_|SELF_SIGNED|EPROTO)/.test(code)) {
    return { code: 'EGRESS_TLS', text: `has no certificate that can be trusted (${code})` };
  }
  if (error.message === 'bad port')
    return { code: 'EGRESS_BLOCKED', text: 'uses a port that HTTP must not be sent to' };
  return undefined;
}
