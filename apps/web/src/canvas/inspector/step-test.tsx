import type { GraphNode } from '@dayshift/model';
import { testKindOf } from '@dayshift/nodes';
import { Button } from '@mantine/core';
import { Play } from 'lucide-react';
import { useState } from 'react';
import { useIntentionKey } from '../../api/use-intention-key.ts';
import { ErrorBox } from '../../ui/error-box.tsx';
import classes from './inspector.module.css';
import type { SampleScope } from './sample-scope.ts';
import { SentList } from './sent-list.tsx';
import { wouldBeSent } from './would-be-sent.ts';

/** Starts a test of one step, and resolves once it runs. */
export type StartTest = (nodeId: string, idempotencyKey: string) => Promise<void>;

/** One step alone, with what the steps before it last gave. A step that sends something asks before it does. */
export function useStepTest(node: GraphNode, start: StartTest) {
  const kind = node.parentId === undefined && !node.isDisabled ? testKindOf(node) : undefined;
  const [isAsking, setAsking] = useState(false);
  const [isStarting, setStarting] = useState(false);
  const [error, setError] = useState<unknown>();
  const key = useIntentionKey();

  const begin = async () => {
    setStarting(true);
    setAsking(false);
    setError(undefined);
    try {
      await start(node.id, key.current());
      key.settle();
    } catch (caught) {
      setError(caught);
      key.settle(caught);
    } finally {
      setStarting(false);
    }
  };
  return {
    /** Undefined: this step cannot be tested alone. */
    press: kind && (() => (kind === 'effect' ? setAsking(true) : void begin())),
    begin: () => void begin(),
    cancel: () => setAsking(false),
    isAsking,
    isStarting,
    error,
  };
}

type StepTest = ReturnType<typeof useStepTest>;

export function TestButton({ test, hasErrors }: { test: StepTest; hasErrors: boolean }) {
  if (!test.press) return null;
  return (
    <Button
      leftSection={<Play size={14} aria-hidden />}
      loading={test.isStarting}
      disabled={hasErrors || test.isAsking}
      title={
        hasErrors ? 'Solve its problems first' : 'Do this step alone, with what the steps before it last gave'
      }
      onClick={test.press}
    >
      Test step
    </Button>
  );
}

const askWords = {
  always: 'This is done for real, once a person has said yes.',
  never: 'This is done for real, and nobody is asked before.',
  maybe: 'This is done for real. Whether a person is asked before is not known yet.',
} as const;

/** Below the header: what exactly would be sent, asked before it is, or why the test did not start. */
export function TestNotice({
  test,
  isForRun,
  node,
  samples,
}: {
  test: StepTest;
  isForRun: boolean;
  node: GraphNode;
  samples: SampleScope;
}) {
  if (test.isAsking) {
    const sent = wouldBeSent(node, samples.scope);
    return (
      <div className={`${classes.notice} fade-in`} role="alertdialog" aria-label="Test this step?">
        <p>
          {askWords[sent?.asks ?? 'never']}
          {isForRun && ' It is apart from the run that is fixed: resuming that one does the step again.'}
        </p>
        {sent && <SentList sent={sent} />}
        <div className={classes.noticeActions}>
          <Button variant="filled" autoFocus onClick={test.begin}>
            Test it
          </Button>
          <Button onClick={test.cancel}>Not now</Button>
        </div>
      </div>
    );
  }
  if (test.error === undefined) return null;
  return <ErrorBox error={test.error} title="The step was not tested." />;
}
