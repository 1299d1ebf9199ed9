import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createModel } from '@dayshift/ai';
import { createEgress } from '@dayshift/egress';
import {
  type Approval,
  approvalDigest,
  type CallInput,
  type CallResult,
  decisionText,
  type FrozenAction,
  type Json,
  noDeadline,
} from '@dayshift/model';
import { operations } from '@dayshift/operations';
import { openStore } from '@dayshift/store';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { createActivities, type OperationActivities } from '../create-activities.ts';

type Received = { method: string; url: string; headers: IncomingHttpHeaders; body: string };
export type Answer = (response: ServerResponse, request: Received) => void;

/** Real store, real HTTP and SMTP receivers on loopback, and the activities that work with them. */
export async function anOffice({ canLook = false } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'dayshift-activities-'));
  const store = await openStore({ sqliteFile: path.join(folder, 'store.db') });
  const web = await aWebServer();
  const mail = await aMailServer();
  const keys = generateKeyPairSync('ed25519');
  const egress = createEgress({ allowedPrivateHosts: [`127.0.0.1:${web.port}`, `127.0.0.1:${mail.port}`] });
  const model = createModel({ baseUrl: `${web.origin}/v1`, name: 'local-1', egress, isPractice: false });
  const deliverablesFolder = path.join(folder, 'deliverables');
  const activities = createActivities({
    store,
    model,
    egress,
    smtp: {
      host: '127.0.0.1',
      port: mail.port,
      ...(canLook && { sentMailUrl: `${web.origin}/taken` }),
    },
    approvalKey: keys.publicKey,
    deliverablesFolder,
  });
  const performers: OperationActivities = { ...activities.agent, ...activities.effects };

  /** Performs a call as a worker would; a new environment for every attempt. */
  function perform(call: CallInput, attempt = 1, environment = anEnvironment(attempt)): Promise<CallResult> {
    return environment.run(performers[call.operation as keyof OperationActivities], call);
  }

  /** A decided question about `action`, signed as the API signs. */
  async function anApproval(
    action: FrozenAction,
    change: Partial<Approval> = {},
    verdict: 'approve' | 'reject' = 'approve',
  ) {
    const question = { id: 'apr_1', workspaceId: 'w', runId: 'run_1', key: 'ask', action };
    const digest = await approvalDigest(question);
    const decision = { id: 'dec_1', verdict, by: 'ada', at: 1, isEdited: false, digest };
    const text = Buffer.from(decisionText(question.id, decision));
    const signature = sign(null, text, keys.privateKey).toString('base64');
    const approval: Omit<Approval, 'revision'> = {
      ...question,
      workflowId: 'run_1',
      playbookId: 'pb_1',
      playbookName: 'Refunds',
      version: 1,
      runTitle: 'A refund',
      nodeId: 'ask',
      stepTitle: 'Ask',
      title: 'Send the mail',
      assignee: 'me',
      digest,
      state: 'decided',
      openedAt: 1,
      dueAt: noDeadline,
      changedAt: 1,
      decision: { ...decision, signature },
      delivery: { state: 'sent', tries: 1, nextAt: 1 },
      ...change,
    };
    await store.approvals.insert(approval);
    return approval.id;
  }

  async function close() {
    await egress.close();
    await web.close();
    await mail.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }

  return { store, web, mail, activities, perform, anApproval, deliverablesFolder, keys, close };
}
export type Office = Awaited<ReturnType<typeof anOffice>>;

export function anEnvironment(attempt = 1, startToCloseTimeoutMs = 10_000): MockActivityEnvironment {
  // Failures are what the tests are about; the SDK would log each of them with its stack.
  const logger = new DefaultLogger('ERROR', () => undefined);
  return new MockActivityEnvironment({ attempt, startToCloseTimeoutMs, heartbeatTimeoutMs: 100 }, { logger });
}

/** Runs an activity outside a worker, with its types kept. */
export function inActivity<Input, Output>(
  activity: (input: Input) => Promise<Output>,
  input: Input,
): Promise<Output> {
  return anEnvironment().run<[Input], Output, typeof activity>(activity, input);
}

/** What the workflow sends for a step `send` of run `run_1`. */
export function aCall(
  operation: keyof typeof operations,
  input: Json,
  change: Partial<CallInput> = {},
): CallInput {
  return {
    workspaceId: 'w',
    runId: 'run_1',
    runKey: 'run_1',
    playbookId: 'pb_1',
    version: 1,
    key: 'send',
    stepId: 'send',
    title: 'Send',
    generation: 0,
    operation,
    input,
    // The receiver of these tests honours keys unless a test says otherwise.
    effect: operation === 'http.request' ? 'key' : operations[operation].effect,
    ...change,
  };
}

/** Answers from a queue, the last one again and again. Counts what a receiver that honours the key would really do. */
async function aWebServer() {
  const received: Received[] = [];
  const answers: Answer[] = [(response) => response.end()];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { method = '', url = '', headers } = request;
    const got = { method, url, headers, body };
    received.push(got);
    (answers.length > 1 ? answers.shift() : answers[0])?.(response, got);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo; // a TCP server has a port
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    received,
    answer: (...next: Answer[]) => void answers.splice(0, answers.length, ...next),
    keysSeen: () => [...new Set(received.map(({ headers }) => headers['idempotency-key']))],
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** An SMTP server that keeps what it took; `behave` may refuse or cut the line while the mail is under way. */
async function aMailServer() {
  const taken: Email[] = [];
  const behaviour: {
    onRecipient?: { responseCode: number; message: string };
    cutsAfterData?: boolean;
    losesData?: boolean;
  } = {};
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo: (_address, _session, done) => {
      const refusal = behaviour.onRecipient;
      done(
        refusal
          ? Object.assign(new Error(refusal.message), { responseCode: refusal.responseCode })
          : undefined,
      );
    },
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        if (!behaviour.losesData) taken.push(await PostalMime.parse(Buffer.concat(chunks)));
        if (behaviour.cutsAfterData)
          for (const connection of server.connections) connection._socket.destroy();
        else done();
      });
    },
  });
  server.on('error', () => undefined); // a client that hangs up is what some tests are about
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.server.address() as AddressInfo; // a TCP server has a port
  return { port, taken, behaviour, close: () => new Promise<void>((done) => server.close(() => done())) };
}
