import type { RunView, StepView } from '@dayshift/contracts';
import { useEffect, useMemo } from 'react';
import { useWholeSteps } from '../../api/use-whole-steps.ts';
import { CorrectDialog } from '../correct/correct-dialog.tsx';
import { isAmbiguous } from '../step/incident.ts';
import { RunAgainDialog } from './run-again-dialog.tsx';
import { SetOutputDialog } from './set-output-dialog.tsx';
import type { RunControl } from './use-run-control.ts';

/** What was asked for on the run's page and is not done yet. */
export type RunDialog =
  | { kind: 'run-again' }
  | { kind: 'set-output'; step: StepView }
  | { kind: 'correct'; step: StepView };

export function RunDialogs({
  view,
  dialog,
  control,
  onClose,
}: {
  view: RunView;
  dialog: RunDialog | undefined;
  control: RunControl;
  onClose: () => void;
}) {
  if (dialog === undefined) return null;
  if (dialog.kind === 'run-again') return <RunAgainDialog view={view} onClose={onClose} />;
  return <StepDialog key={dialog.step.key} view={view} dialog={dialog} control={control} onClose={onClose} />;
}

function StepDialog({
  view,
  dialog: { kind, step: asked },
  control,
  onClose,
}: {
  view: RunView;
  dialog: Extract<RunDialog, { step: StepView }>;
  control: RunControl;
  onClose: () => void;
}) {
  const now = view.steps.find(({ key }) => key === asked.key) ?? asked;
  const [step = now] = useWholeSteps(
    view.run.id,
    useMemo(() => [now], [now]),
  );
  const close = () => {
    control.forgetError();
    onClose();
  };
  // Once it went on there is nothing to correct.
  const isPointless = kind === 'correct' && step.status !== 'stuck';
  useEffect(() => {
    if (isPointless) onClose();
  }, [isPointless, onClose]);
  const send = async (request: Parameters<RunControl['send']>[0]) => {
    if (await control.send(request)) onClose();
  };
  if (kind === 'set-output') {
    return (
      <SetOutputDialog
        view={view}
        step={step}
        error={control.error}
        isSending={control.pending === 'set-output' || control.pending === 'it-happened'}
        onSet={(output) =>
          void send({ verb: isAmbiguous(step) ? 'it-happened' : 'set-output', key: step.key, output })
        }
        onClose={close}
      />
    );
  }
  return (
    <CorrectDialog
      runId={view.run.id}
      step={step}
      error={control.error}
      isSending={control.pending === 'retry-with'}
      onCorrect={(input) => void send({ verb: 'retry-with', key: step.key, input })}
      onClose={close}
    />
  );
}
