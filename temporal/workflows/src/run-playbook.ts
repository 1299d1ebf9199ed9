import type {
  ControlMessage,
  DecisionMessage,
  EngineEvent,
  Plan,
  RunInput,
  RunResult,
  RunState,
} from '@dayshift/model';
import {
  ApplicationFailure,
  allHandlersFinished,
  CancellationScope,
  CancelledFailure,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { RunHost } from './host.ts';
import { controlSignalName, coreActivityNames, decisionSignalName, stateQueryName } from './names.ts';

export const decisionSignal = defineSignal<[DecisionMessage]>(decisionSignalName);
export const controlSignal = defineSignal<[ControlMessage]>(controlSignalName);
/** The engine's state, for tests and for people at Temporal's own tools; nothing in the product waits for it. */
export const stateQuery = defineQuery<RunState | undefined>(stateQueryName);

/** Newest engine semantics this bundle can run. */
const supportedEngineVersions = [1, 2];

/** The one workflow: runs a plan to its end. Everything that decides is in the engine; this is its Temporal host. */
export async function runPlaybook(given: RunInput): Promise<RunResult> {
  if (!supportedEngineVersions.includes(given.engineVersion)) {
    throw ApplicationFailure.nonRetryable(
      `This fleet runs engine versions ${supportedEngineVersions.join(', ')}, the run needs ${given.engineVersion}.`,
      'EngineVersionUnsupported',
    );
  }
  // Signals may come with the very first task: handlers first, before anything is awaited.
  const early: EngineEvent[] = [];
  let push = (event: EngineEvent) => void early.push(event);
  setHandler(decisionSignal, (message) => push({ type: 'approval-answered', at: Date.now(), ...message }));
  setHandler(controlSignal, (message) => push({ type: 'control-received', at: Date.now(), ...message }));
  onCancellation(() => push({ type: 'cancel-requested', at: Date.now() }));

  // A cancellation is an event for the engine, which stops what is under way in its own order.
  return CancellationScope.nonCancellable(async () => {
    const input = given.plan ? given : await beginScheduled(given);
    const host = new RunHost(input, planOf(input), input);
    setHandler(stateQuery, () => host.state);
    host.queue.push(...early);
    push = (event) => void host.queue.push(event);
    // The work is done inside the condition, which is asked once per task after its messages are in: a loop around it would
    // cost several promises a step, and each is dear in the isolate.
    await condition(() => {
      host.takeIn();
      return host.state.status !== 'open' || host.canContinue;
    });
    if (host.state.status === 'open') {
      await condition(allHandlersFinished);
      await continueAsNew<typeof runPlaybook>(host.continuation);
    }
    await condition(() => {
      host.takeIn();
      return !host.hasUnfinishedWork && allHandlersFinished();
    });
    return resultOf(host);
  });
}

function onCancellation(listener: () => void): void {
  CancellationScope.current().cancelRequested.catch(listener);
}

/** A schedule starts a run without a plan: the first activity looks it up, and the history keeps it. */
async function beginScheduled(input: RunInput): Promise<RunInput> {
  const begin = proxyActivities<Record<string, (input: unknown) => Promise<RunInput>>>({
    activityId: 'begin',
    startToCloseTimeout: 10_000,
    retry: {
      initialInterval: 500,
      maximumInterval: 30_000,
      backoffCoefficient: 2,
      nonRetryableErrorTypes: ['NOT_PUBLISHED'],
    },
  })[coreActivityNames.begin] as (input: unknown) => Promise<RunInput>; // the proxy has a function for every name
  const { workflowId, startTime } = workflowInfo();
  return begin({ ...input, workflowId, at: startTime.getTime() });
}

function planOf(input: RunInput): Plan {
  if (input.plan) return input.plan;
  throw ApplicationFailure.nonRetryable('The run was started without a plan.', 'PLAN_MISSING');
}

function resultOf(host: RunHost): RunResult {
  const { state } = host;
  if (state.status === 'completed') return { outcome: state.outcome ?? 'done', output: state.output ?? null };
  if (state.status === 'cancelled') throw new CancelledFailure('The run was cancelled.');
  const failure = state.failure ?? { code: 'FAILED', message: 'The run failed.' };
  throw ApplicationFailure.nonRetryable(failure.message, failure.code);
}
