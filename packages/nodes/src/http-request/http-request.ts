import type { Json, JsonObject } from '@dayshift/model';
import { effectOfRequest, partOf } from '@dayshift/operations';
import { z } from 'zod';
import { asText } from '../as-text.ts';
import { schemaOfExample } from '../example-schema.ts';
import { jsonValue, keyValues, plainJson, plainText, textValue } from '../fields.ts';
import { callOf } from '../fragment.ts';
import { gatedCall, gateIssues, gatePorts, gateSchema, sayGate } from '../gate.ts';
import { defineNode, type SummaryPart } from '../node-type.ts';
import { say, value } from '../summary.ts';
import { bodyIssues } from './body-issues.ts';
import { holeIssues, withEncodedHoles } from './url-with-holes.ts';

/** Asks another system over HTTP, or tells it something. */
export const httpRequest = defineNode({
  type: 'http-request',
  version: 1,
  title: 'HTTP request',
  help: 'Asks another system over HTTP, or tells it something',
  icon: 'globe',
  category: 'do',
  config: z.strictObject({
    method: z
      .enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'])
      .meta({ title: 'Method', control: 'choice' }),
    url: textValue(
      { title: 'URL', placeholder: 'https://api.example.com/orders/{{ trigger.order }}', isRequired: true },
      4_000,
    ),
    query: keyValues({
      title: 'Query',
      wantsEach: 'plain',
      help: 'A list repeats its name: tag=a&tag=b',
    }).default({}),
    headers: keyValues({ title: 'Headers', isAdvanced: true }).default({}),
    body: jsonValue({
      title: 'Body',
      help: 'Fields, sent as JSON, or as a form where the header Content-Type says so',
      showIf: { field: 'method', is: ['POST', 'PUT', 'PATCH', 'DELETE'] },
    }).optional(),
    honoursKey: z
      .enum(['by-method', 'yes', 'no'])
      .default('by-method')
      .meta({
        title: 'The receiver honours an idempotency key',
        control: 'choice',
        labels: {
          'by-method': 'As usual: not for POST and PATCH',
          yes: 'Yes: sent twice, it acts once',
          no: 'No: sent twice, it acts twice',
        },
        help: 'If no answer comes, a request is sent again only where that is safe; else a person is asked whether it happened',
        showIf: { field: 'method', is: ['POST', 'PUT', 'PATCH', 'DELETE'] },
      }),
    example: plainJson({
      title: 'Example of an answer',
      help: 'Steps after this one know its fields from it',
      isAdvanced: true,
    }).optional(),
    keep: plainText({
      title: 'Keep only',
      placeholder: 'data.orders',
      help: 'A part of the answer, by its path: for answers larger than the 128 KB a step hands on',
      isAdvanced: true,
    }).optional(),
    keepFields: z
      .array(z.string().min(1).max(200))
      .max(50)
      .meta({
        title: 'Fields to keep',
        control: 'list',
        help: 'Of that part, or of each of its items',
        isAdvanced: true,
      })
      .optional(),
    gate: gateSchema,
  }),
  starter: { method: 'GET', url: '' },
  examples: [
    {
      title: 'Look up a customer',
      config: {
        method: 'GET',
        url: 'https://desk.example/api/customers',
        query: { email: '{{ trigger.from }}' },
        example: { id: 'c1', name: 'Ada' },
      },
    },
    {
      title: 'Refund, asking above 50',
      config: {
        method: 'POST',
        url: 'https://desk.example/api/refunds',
        body: { order: '{{ steps.understand.order }}', amount: '{{ steps.understand.amount }}' },
        honoursKey: 'yes',
        gate: {
          decides: 'ask-when',
          when: 'steps.understand.amount > 50',
          due: { amount: 4, unit: 'hours' },
        },
      },
    },
  ],
  ports: ({ gate }) => gatePorts(gate, 'sent'),
  summary: ({ method, url, gate }) => [...sayRequest(method, url), ...sayGate(gate)],
  check: ({ method, url, headers, body, gate }) => [
    ...urlIssues(url),
    ...holeIssues(url),
    ...(isReading(method) ? [] : bodyIssues(headers, body)),
    ...gateIssues(gate),
  ],
  outputSchema: ({ example, keep, keepFields }) => ({
    type: 'object',
    properties: {
      status: { type: 'number', title: 'Status' },
      headers: { type: 'object', additionalProperties: { type: 'string' } },
      body: example === undefined ? {} : schemaOfExample(keptOf(example, keep, keepFields)),
    },
    required: ['status', 'headers', 'body'],
    additionalProperties: false,
  }),
  compile({ method, url, query, headers, body, keep, keepFields, honoursKey, gate }, context) {
    const input: JsonObject = { method, url: withEncodedHoles(url), query, headers: textHeaders(headers) };
    if (!isReading(method) && body !== undefined) input.body = body;
    if (keep?.trim() || keepFields?.length)
      input.keep = { path: keep?.trim() ?? '', fields: keepFields ?? [] };
    const honours = honoursKey === 'by-method' ? undefined : honoursKey === 'yes';
    const call = callOf('http.request', input, context, effectOfRequest(method, honours));
    return gatedCall(call, gate, context.title);
  },
});

/** An example of the whole answer, or of what an earlier try has kept of one. */
function keptOf(example: Json, path = '', fields: string[] = []): Json {
  const part = partOf(example, { path, fields });
  return part.ok ? part.value : example;
}

const isReading = (method: string) => method === 'GET' || method === 'HEAD';

function textHeaders(headers: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(headers).map(([name, header]) => [
      name,
      typeof header === 'string' ? asText(header) : JSON.stringify(header),
    ]),
  );
}

/** What each method does to what the URL names, as a person would say it. */
const verbs: Readonly<Record<string, string>> = {
  GET: 'reads',
  HEAD: 'looks at',
  POST: 'sends to',
  PUT: 'replaces',
  PATCH: 'changes',
  DELETE: 'deletes',
};

/** `reads [customers] at desk.example`: what is asked for before where it is. */
function sayRequest(method: string, url: string): SummaryPart[] {
  const verb = verbs[method] ?? method;
  const place = url
    .trim()
    .replace(/^https?:\/\//, '')
    .replace(/[?#].*$/s, '');
  const slash = place.indexOf('/');
  const path = slash < 0 ? '' : place.slice(slash + 1).replace(/\/+$/, '');
  if (path === '') return say`${verb} ${value(place)}`;
  return say`${verb} ${value(path)} at ${value(place.slice(0, slash))}`;
}

function urlIssues(url: string) {
  const text = url.trim();
  if (text === '' || text.startsWith('{{') || /^https?:\/\/[^\s/]/.test(text)) return [];
  return [{ field: 'url', message: 'A URL begins with https:// or http://.' }];
}
