import type { IncomingHttpHeaders } from 'node:http';
import { type Json, type JsonObject, newId } from '@dayshift/model';
import { takeTriggerEvent } from '@dayshift/store';
import { workflowIdOf } from '@dayshift/temporal-client';
import type { ApiContext } from '../context.ts';
import { derivedId } from '../derived-id.ts';
import type { PublishedPlaybook } from '../playbooks/published-playbooks.ts';
import { whyNoWork } from '../playbooks/why-no-work.ts';
import { notFound, RequestError } from '../server/request-error.ts';
import { deliveryIdOf } from '../triggers/delivery-id.ts';
import { findWebhook, type WebhookTrigger } from '../triggers/webhook-trigger.ts';
import { startRun } from './start-run.ts';

/** A sender waits this long for the result, then gets the run's id instead. */
const longestWaitMs = 10_000;

export type WebhookAnswer =
  | { status: 202; body: { runId: string; waiting?: number; heldBecause?: string } }
  | { status: 200; body: { runId: string; outcome: string; output: Json } }
  | { status: 422; body: { runId: string; code: string; message: string } };

export interface Delivery {
  playbookId: string;
  nodeKey: string;
  headers: IncomingHttpHeaders;
  query: JsonObject;
  body: Json;
}

/**
 * Another program starts a run, or one that is kept until its worker is back. A delivery that comes again finds the run the first one began and gets the same answer: its
 * run's id is derived from the delivery's.
 */
export async function receiveWebhook(context: ApiContext, delivery: Delivery): Promise<WebhookAnswer> {
  const published = await context.published.find(delivery.playbookId);
  const webhook = published && findWebhook(published.graph, delivery.nodeKey);
  if (!published || !webhook) throw notFound('webhook');
  const why = whyNoWork(published);
  if (why?.isForAWhile === false)
    throw new RequestError(410, why.code, why.message, { hint: 'Send nothing more here.' });
  const { runId, heldBecause, waiting } = await context.arrivals.take((before) =>
    takeIn(context, { delivery, published, webhook, before }),
  );
  if (heldBecause !== undefined) return { status: 202, body: { runId, heldBecause } };
  return webhook.respond === 'result'
    ? resultOf(context, runId)
    : { status: 202, body: { runId, ...(waiting > 0 && { waiting }) } };
}

async function takeIn(
  context: ApiContext,
  of: { delivery: Delivery; published: PublishedPlaybook; webhook: WebhookTrigger; before: number },
): Promise<{ runId: string; heldBecause?: string; waiting: number }> {
  const { delivery, webhook, before: waiting } = of;
  const { playbook, plan, worker } = of.published;
  const deliveryId = deliveryIdOf(delivery.headers, webhook.dedupeHeader);
  const runId = await runIdOf(context, { playbookId: playbook.id, nodeId: webhook.node.id, deliveryId });
  const { heldBecause } = await startRun(context, {
    playbook,
    worker,
    plan,
    triggerNodeId: webhook.node.id,
    trigger: {
      method: 'POST',
      headers: shownHeaders(delivery.headers),
      query: delivery.query,
      body: delivery.body,
      deliveryId: deliveryId ?? runId,
    },
    runId,
    isKeptMeanwhile: true,
  });
  return { runId, waiting, ...(heldBecause !== undefined && { heldBecause }) };
}

async function runIdOf(
  context: ApiContext,
  of: { playbookId: string; nodeId: string; deliveryId: string | undefined },
): Promise<string> {
  const { playbookId, nodeId, deliveryId } = of;
  const { workspaceId, store } = context;
  if (deliveryId === undefined) return newId('run', context.now());
  const triggerId = `${playbookId}:${nodeId}`;
  const runId = derivedId('run', workspaceId, triggerId, deliveryId);
  const taken = await takeTriggerEvent(store, workspaceId, {
    triggerId,
    deliveryId,
    runId,
    at: context.now(),
  });
  return taken.event.runId;
}

async function resultOf(context: ApiContext, runId: string): Promise<WebhookAnswer> {
  const ending = await context.temporal.runs.ending(workflowIdOf(runId), longestWaitMs);
  if (ending.state === 'done')
    return { status: 200, body: { runId, outcome: ending.outcome, output: ending.output } };
  if (ending.state === 'failed')
    return { status: 422, body: { runId, code: ending.code, message: ending.message } };
  return { status: 202, body: { runId } };
}

const secrets = new Set(['authorization', 'cookie', 'proxy-authorization', 'x-api-key']);

/** What the playbook may read of the headers: not what proves who the sender is. */
function shownHeaders(headers: IncomingHttpHeaders): JsonObject {
  const shown: JsonObject = {};
  for (const [name, value] of Object.entries(headers))
    if (typeof value === 'string' && !secrets.has(name)) shown[name] = value;
  return shown;
}
