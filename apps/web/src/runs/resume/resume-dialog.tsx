import type { ResumeChoice, RunView } from '@dayshift/contracts';
import { Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ErrorBox } from '../../ui/error-box.tsx';
import { SkeletonRows } from '../../ui/skeletons.tsx';
import { ResumeForm } from './resume-form.tsx';
import { type ResumeVersion, resumedSentence, resumeTitle, versionOptions } from './resume-words.ts';
import { useResume } from './use-resume.ts';
import { useRunToResume } from './use-run-to-resume.ts';

/** Shows what resuming would do to every step, and does exactly that. */
export function ResumeDialog({
  runId,
  fromNodeId,
  onClose,
}: {
  runId: string;
  /** Start again here; otherwise at what failed. */
  fromNodeId?: string | undefined;
  onClose: () => void;
}) {
  const run = useRunToResume(runId);
  if (run.data) return <WithRun view={run.data} fromNodeId={fromNodeId} onClose={onClose} />;
  return (
    <Modal opened onClose={onClose} title="Resume" size={720}>
      {run.error ? (
        <ErrorBox error={run.error} title="The run could not be loaded." onRetry={() => void run.refetch()} />
      ) : (
        <SkeletonRows rows={4} height={38} what="the run" />
      )}
    </Modal>
  );
}

function WithRun({
  view,
  fromNodeId,
  onClose,
}: {
  view: RunView;
  fromNodeId: string | undefined;
  onClose: () => void;
}) {
  const navigate = useNavigate();
  const [version, setVersion] = useState<ResumeVersion>(() => versionOptions(view)[0]?.version ?? 'same');
  const [redo, setRedo] = useState<readonly string[]>([]);
  const [trigger, setTrigger] = useState<ResumeChoice['trigger']>();
  const choice: ResumeChoice = {
    version,
    redo: [...redo],
    ...(fromNodeId !== undefined && { fromNodeId }),
    ...(trigger !== undefined && { trigger }),
  };
  const { plan, resume, error, hasChanged } = useResume(view.run.id, choice, true);

  const carryOut = async (alsoRunIds: string[]) => {
    if (plan.data === undefined) return;
    const { toVersion, digest } = plan.data;
    try {
      const { runs } = await resume.mutateAsync({ digest, alsoRunIds });
      onClose();
      notifications.show({
        message: resumedSentence(
          1 + alsoRunIds.length,
          runs.length,
          toVersion === 0 ? 'the draft' : `version ${toVersion}`,
        ),
      });
      const own = runs.find(({ from }) => from === view.run.id)?.runId ?? view.run.id;
      void navigate({ to: '/runs/$runId', params: { runId: own }, search: {} });
    } catch {
      // Shown in the dialog: as the new plan, or as an error.
    }
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={plan.data ? resumeTitle(plan.data, version) : 'Resume'}
      size={720}
      styles={{ title: { fontSize: 16, fontWeight: 620 }, header: { paddingBottom: 0 } }}
    >
      {plan.data ? (
        <ResumeForm
          view={view}
          plan={plan.data}
          isPlanning={plan.isPlaceholderData}
          isSending={resume.isPending}
          error={error ?? plan.error}
          hasChanged={hasChanged}
          version={version}
          onVersion={(next) => {
            setVersion(next);
            setRedo([]);
          }}
          redo={redo}
          onRedo={(keys, isTicked) =>
            setRedo((before) => [...before.filter((key) => !keys.includes(key)), ...(isTicked ? keys : [])])
          }
          isTriggerEdited={trigger !== undefined}
          onTrigger={setTrigger}
          onResume={(alsoRunIds) => void carryOut(alsoRunIds)}
          onFix={(nodeId) =>
            void navigate({
              to: '/playbooks/$playbookId',
              params: { playbookId: view.run.playbookId },
              search: { ...(nodeId !== undefined && { node: nodeId }), run: view.run.id },
            })
          }
          onClose={onClose}
        />
      ) : plan.error ? (
        <ErrorBox
          error={plan.error}
          title="It could not be worked out what resuming would do."
          onRetry={() => void plan.refetch()}
        />
      ) : (
        <SkeletonRows rows={5} height={38} what="what would happen to each step" />
      )}
    </Modal>
  );
}
