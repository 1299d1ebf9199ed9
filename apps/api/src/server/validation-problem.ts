import type { FastifyError } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { RequestError } from './request-error.ts';

/** A body, query or parameter that is not as the route's schema says: 400 with the path of the first wrong field. */
export function validationProblem(error: FastifyError): RequestError | undefined {
  if (!hasZodFastifySchemaValidationErrors(error)) return undefined;
  const issue = error.validation[0];
  if (!issue) return undefined;
  const path = issue.instancePath.split('/').filter((part) => part !== '');
  return fieldProblem(400, issue.keyword, path, issue.message ?? '', issue.params);
}

function fieldProblem(
  status: number,
  keyword: string,
  path: readonly string[],
  message: string,
  params: Record<string, unknown>,
): RequestError {
  const field = path.join('.');
  if (keyword === 'unrecognized_keys') {
    const unknown = Array.isArray(params.keys) ? String(params.keys[0]).slice(0, 80) : '';
    const full = [...path, unknown].join('.');
    return new RequestError(status, 'UNKNOWN_FIELD', `There is no field "${full}" here.`, {
      path: full,
      hint: 'Leave it out, or look at its name again.',
    });
  }
  return new RequestError(
    status,
    codeOf(keyword, params),
    `${field || 'The request'}: ${lowerFirst(message)}.`,
    {
      path: field,
      hint: hintOf(keyword, params),
    },
  );
}

function codeOf(keyword: string, params: Record<string, unknown>): string {
  if (keyword === 'invalid_type' && typeof params.expected === 'string')
    return `EXPECTED_${params.expected.toUpperCase()}`;
  if (keyword === 'too_big') return 'FIELD_TOO_LONG';
  if (keyword === 'too_small') return 'FIELD_TOO_SHORT';
  return 'INVALID_FIELD';
}

const whatFieldsTake = 'What each field takes is listed at /api/docs.';

function hintOf(
  keyword: string,
  { expected, values, maximum, minimum, format }: Record<string, unknown>,
): string {
  if (keyword === 'invalid_type' && typeof expected === 'string') return `It takes this: ${expected}.`;
  if (Array.isArray(values))
    return `It takes ${values.length > 1 ? 'one of these' : 'this'}: ${values.join(', ')}.`;
  if (keyword === 'too_big') return `The most is ${String(maximum)}.`;
  if (keyword === 'too_small') return `The least is ${String(minimum)}.`;
  if (format === 'url') return 'A whole address looks like https://example.com/page.';
  return whatFieldsTake;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
