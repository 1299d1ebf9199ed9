import { Refusal } from '../web/refusal.ts';

type About = { param?: string | null; code?: string | null; headers?: Record<string, string> };

/** An error answer in the form of the OpenAI API. */
export function modelRefusal(status: number, message: string, about: About = {}): Refusal {
  return new Refusal(status, modelErrorBody(status, message, about), about.headers);
}

export function modelErrorBody(status: number, message: string, { param, code }: About = {}): object {
  const type = status === 429 ? 'rate_limit_error' : status >= 500 ? 'server_error' : 'invalid_request_error';
  return { error: { message, type, param: param ?? null, code: code ?? null } };
}
