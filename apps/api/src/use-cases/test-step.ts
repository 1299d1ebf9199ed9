import { compileStepTest, type StepTest } from '@dayshift/compiler';
import { baseKey } from '@dayshift/engine';
import type { SeededStep } from '@dayshift/model';
import { getPlaybook, getRun } from '@dayshift/store';
import { audit } from '../audit.ts';
import type { ApiContext } from '../context.ts';
import { derivedId } from '../derived-id.ts';
import { placeOf } from '../playbooks/compile-draft.ts';
import { refuseAtRest } from '../playbooks/refuse-at-rest.ts';
import { type Sample, sampleOfPlaybook, sampleOfRun } from '../runs/sample-of-playbook.ts';
import { conflict, notFound, unprocessable } from '../server/request-error.ts';
import { findWorkerOf } from '../workers/find-worker-of.ts';
import { startRun } from './start-run.ts';

/**
 * A person tests one step of a draft: a run of its own in which the steps before it stand in with what they last gave. What
 * the step does is done, and it asks first where it would ask.
 */
export async function testStep(
  context: ApiContext,
  request: {
    playbookId: string;
    nodeId: string;
    /** The run whose data is used; else the newest that came by this step. */
    fromRunId?: string | undefined;
    by: string;
    idempotencyKey?: string | undefined;
  },
): Promise<{ runId: string }> {
  const { store, workspaceId } = context;
  const playbook = await getPlaybook(store, workspaceId, request.playbookId);
  refuseAtRest(playbook, ['deleted']);
  const node = playbook.draft.nodes.find(({ id }) => id === request.nodeId);
  if (!node) throw notFound('step');
  const sample = await sampleFor(context, request);
  const { plan, sampled, triggerNodeId } = readyOrRefuse(
    compileStepTest(playbook.draft, node.id, {
      playbookId: playbook.id,
      recorded: { triggerNodeId: sample.run?.triggerNodeId, nodeIds: new Set(Object.keys(sample.outputs)) },
    }),
    node.title,
  );
  const { runId, isNew } = await startRun(context, {
    playbook,
    worker: await findWorkerOf(context, playbook),
    plan,
    triggerNodeId,
    trigger: sample.run?.triggerNodeId === triggerNodeId ? sample.run.trigger : {},
    title: `Test of “${node.title}”`,
    startedBy: request.by,
    runId:
      request.idempotencyKey &&
      derivedId('run', workspaceId, playbook.id, 'test', node.id, request.idempotencyKey),
    draft: playbook.draft,
    fork: { seed: seedOf(sampled, sample, context.now()), inheritedKeys: {} },
    test: { nodeId: node.id, sampleRunId: sample.run?.id },
  });
  if (isNew)
    await audit(context, {
      actor: request.by,
      action: 'run.tested-step',
      target: runId,
      summary: `Tested “${node.title}” of “${playbook.name}”, the draft.`,
    });
  return { runId };
}

async function sampleFor(
  context: ApiContext,
  { playbookId, nodeId, fromRunId }: { playbookId: string; nodeId: string; fromRunId?: string | undefined },
): Promise<Sample> {
  if (fromRunId === undefined) return sampleOfPlaybook(context, playbookId, nodeId);
  const run = await getRun(context.store, context.workspaceId, fromRunId);
  if (run.playbookId !== playbookId) throw notFound('run of this playbook');
  return sampleOfRun(context, run);
}

function readyOrRefuse(test: StepTest, title: string): Extract<StepTest, { kind: 'ready' }> {
  switch (test.kind) {
    case 'ready':
      return test;
    case 'cannot-be-tested':
      throw unprocessable('STEP_NOT_TESTABLE', `“${title}” cannot be tested alone.`, {
        path: 'nodeId',
        hint: test.why,
      });
    case 'has-problems': {
      const [first] = test.problems;
      throw unprocessable('STEP_HAS_PROBLEMS', `“${title}” cannot be tested yet: ${first?.message ?? ''}`, {
        path: placeOf(first),
        hint: first?.hint ?? 'Each problem is shown at its field.',
        details: { problems: test.problems },
      });
    }
    case 'lacks-samples': {
      const [first] = test.titles;
      const more = test.titles.length > 1 ? ` and ${test.titles.length - 1} more` : '';
      throw conflict('SAMPLES_MISSING', `“${title}” reads “${first}”${more}, which has not run yet.`, {
        path: 'nodeId',
        hint: 'Try the playbook once, or test the steps before it first.',
      });
    }
  }
}

function seedOf(nodeIds: readonly string[], { outputs }: Sample, at: number): Record<string, SeededStep> {
  return Object.fromEntries(
    nodeIds.map((id) => [
      baseKey(id, ''),
      { port: 'done', output: outputs[id] ?? null, startedAt: at, endedAt: at },
    ]),
  );
}
