import { isObject } from '@dayshift/json-schema';
import type { Failure, Json, JsonObject } from '@dayshift/model';

/** What the other side, or our own check, says is wrong with one value of what was asked. */
export interface Refusal {
  /** Names from the outside in, as the other side says them: `["amount", "currency"]`. */
  path: readonly string[];
  message: string;
  /** The values it takes, where it said them. */
  allowed: readonly Json[];
}

/** An answer may list hundreds of faults; a person mends the first ones. */
const mostRead = 20;

/**
 * The fields a failed call was refused for. Receivers have no one way to say it, so the usual ones are read: a problem with a
 * field, JSON:API, problem+json, Rails, FastAPI, Stripe, Google, ajv and zod. What says nothing of a field gives nothing.
 */
export function refusalsOf(failure: Pick<Failure, 'code' | 'message' | 'details'>): Refusal[] {
  const { details } = failure;
  if (!isObject(details)) return [];
  const said = typeof details.status === 'number' ? jsonOf(details.body) : details.issues;
  return collect(said, 0).slice(0, mostRead);
}

/** The place of a refusal in what was asked: `body.reason_code`, `query.email`, `subject`. */
export function placeOf(
  { path }: Refusal,
  { operation, input }: { operation?: string | undefined; input?: Json | undefined },
): string {
  const [first = ''] = path;
  if (operation !== 'http.request' || path.length === 0) return path.join('.');
  const asked = isObject(input) ? input : {};
  if (first in requestParts) return [requestParts[first], ...path.slice(1)].join('.');
  const isInQuery = isObject(asked.query) && Object.hasOwn(asked.query, first);
  const isInBody = isObject(asked.body) && Object.hasOwn(asked.body, first);
  const hasBody = asked.body !== undefined && asked.body !== null;
  return [isInQuery && !isInBody ? 'query' : hasBody ? 'body' : 'query', ...path].join('.');
}

/** Parts of a request as receivers call them, and as ours are called. */
const requestParts: Record<string, string> = {
  body: 'body',
  query: 'query',
  querystring: 'query',
  header: 'headers',
  headers: 'headers',
};

const fieldNames = ['field', 'param', 'parameter', 'pointer', 'loc', 'instancePath', 'property'];
const messageNames = ['message', 'detail', 'description', 'reason', 'msg', 'error', 'title'];
const allowedNames = ['allowed', 'allowedValues', 'allowed_values', 'enum', 'options', 'values', 'expected'];
const listNames = [
  'errors',
  'issues',
  'violations',
  'fieldViolations',
  'invalid_params',
  'invalid-params',
  'invalidParams',
  'details',
  'detail',
  'error',
];

function collect(said: Json | undefined, depth: number): Refusal[] {
  if (depth > 5) return [];
  if (Array.isArray(said)) return said.slice(0, 100).flatMap((each) => collect(each, depth + 1));
  if (!isObject(said)) return [];
  const own = refusalIn(said);
  if (own) return [own];
  return listNames.flatMap((name) => {
    const part = said[name];
    const found = collect(part, depth + 1);
    return found.length === 0 && name === 'errors' && isObject(part) ? byField(part) : found;
  });
}

function refusalIn(said: JsonObject): Refusal | undefined {
  const params = isObject(said.params) ? said.params : {};
  const source = isObject(said.source) ? said.source : {};
  const named =
    fieldNames.map((name) => said[name] ?? source[name]).find((value) => value !== undefined) ??
    fieldPath(said.path);
  // problem+json calls the field "name", which without a reason beside it is anything.
  const field = named ?? (said.reason === undefined ? undefined : said.name);
  const path = [...pathOf(field), ...pathOf(params.missingProperty)];
  const message = messageNames.map((name) => said[name]).find((value) => typeof value === 'string');
  if (path.length === 0 || typeof message !== 'string') return undefined;
  return { path, message, allowed: allowedIn({ ...said, ...params }, said.ctx) };
}

/** Spring and others call the request's own address "path"; a field's begins with a name. */
function fieldPath(path: Json | undefined): Json | undefined {
  return typeof path === 'string' && path.startsWith('/') ? undefined : path;
}

/** Rails and Laravel: `{"amount": ["is too small"]}`. */
function byField(errors: JsonObject): Refusal[] {
  return Object.entries(errors).flatMap(([name, value]) => {
    const [message] = [value].flat();
    return typeof message === 'string' ? [{ path: pathOf(name), message, allowed: [] }] : [];
  });
}

function allowedIn(said: JsonObject, context: Json | undefined): Json[] {
  for (const name of allowedNames) {
    const value = said[name];
    if (Array.isArray(value)) return value.filter((each) => typeof each !== 'object' || each === null);
  }
  // FastAPI: "'late', 'damaged' or 'other'".
  const expected = isObject(context) ? context.expected : undefined;
  return typeof expected === 'string'
    ? [...expected.matchAll(/'([^']*)'/g)].map(([, word = '']) => word)
    : [];
}

/** `/data/attributes/amount`, `body.amount`, `$.items[0].sku`, `["body", "amount"]`. */
function pathOf(field: Json | undefined): string[] {
  if (Array.isArray(field)) return withoutWrapper(field.map(String));
  if (typeof field !== 'string' || field.length > 300) return [];
  const parts = field.startsWith('/') || field.startsWith('#/') ? field.split('/') : field.split(/[.[\]]/);
  return withoutWrapper(parts.map((part) => part.replaceAll(/^["']|["']$/g, '')));
}

function withoutWrapper(parts: readonly string[]): string[] {
  const named = parts.filter((part) => part !== '' && part !== '$' && part !== '#');
  return named[0] === 'data' && named[1] === 'attributes' ? named.slice(2) : named;
}

function jsonOf(body: Json | undefined): Json | undefined {
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body) as Json; // what JSON.parse gives is JSON
  } catch {
    return undefined;
  }
}
