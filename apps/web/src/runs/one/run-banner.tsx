import type { RunView, StepView } from '@dayshift/contracts';
import { useNavigate } from '@tanstack/react-router';
import { hasSomethingNew } from '../resume/resume-words.ts';
import { countOf } from '../step/step-facts.ts';
import { IncidentBanner } from './incident-banner.tsx';
import type { RunDialog } from './run-dialogs.tsx';
import { StateBanner } from './state-banner.tsx';
import type { RunControl } from './use-run-control.ts';
import type { RunDecisions } from './use-run-decisions.tsx';

/** How the run stands, and the ways on: of a stuck step, or of the run. */
export function RunBanner({
  view,
  incident,
  control,
  decide,
  onDialog,
  onResume,
  onShow,
}: {
  view: RunView;
  incident: StepView | undefined;
  control: RunControl;
  decide: RunDecisions;
  onDialog: (dialog: RunDialog) => void;
  onResume: () => void;
  onShow: (step: string | undefined) => void;
}) {
  const navigate = useNavigate();
  if (!incident)
    return <StateBanner view={view} onResume={onResume} onRunAgain={() => onDialog({ kind: 'run-again' })} />;
  const { key, nodeId } = incident;
  const fix = () => {
    if (hasSomethingNew(view)) return onResume();
    void navigate({
      to: '/playbooks/$playbookId',
      params: { playbookId: view.run.playbookId },
      search: { node: nodeId, run: view.run.id },
    });
  };
  const next = () => {
    const stuck = view.steps.filter(({ status }) => status === 'stuck');
    const at = stuck.findIndex((step) => step.key === key);
    onShow(stuck[(at + 1) % stuck.length]?.key);
  };
  return (
    <IncidentBanner
      key={key}
      view={view}
      step={incident}
      stuckCount={countOf(view, 'stuck')}
      pending={control.pending}
      onRetry={() => void control.send({ verb: 'retry', key })}
      onSkip={() => void decide.skip(incident)}
      onSetOutput={() => onDialog({ kind: 'set-output', step: incident })}
      onCorrect={() => onDialog({ kind: 'correct', step: incident })}
      onSkipItem={() => void decide.skipItem(incident)}
      onDidNot={() => void decide.didNotHappen(incident)}
      onFix={fix}
      onNext={next}
    />
  );
}
