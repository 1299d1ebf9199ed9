import type { StepView } from '@dayshift/contracts';
import type { Json } from '@dayshift/model';
import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { correctionQuery } from '../../api/runs.ts';
import { ErrorBox } from '../../ui/error-box.tsx';
import { SkeletonRows } from '../../ui/skeletons.tsx';
import { CorrectForm } from './correct-form.tsx';

/** What a stuck step asked for, corrected for this run alone; the playbook stays as it is. */
export function CorrectDialog({
  runId,
  step,
  error,
  isSending,
  onCorrect,
  onClose,
}: {
  runId: string;
  step: StepView;
  error: unknown;
  isSending: boolean;
  onCorrect: (input: Json) => void;
  onClose: () => void;
}) {
  const correction = useQuery(correctionQuery(runId, step.key));
  return (
    <Modal opened onClose={onClose} title={`Correct the input of ${step.title}`} size="lg">
      {correction.data ? (
        <CorrectForm
          correction={correction.data}
          step={step}
          error={error}
          isSending={isSending}
          onCorrect={onCorrect}
          onClose={onClose}
        />
      ) : correction.error ? (
        <ErrorBox
          error={correction.error}
          title="It cannot be corrected here."
          onRetry={() => void correction.refetch()}
        />
      ) : (
        <SkeletonRows rows={3} height={38} what="what was asked" />
      )}
    </Modal>
  );
}
