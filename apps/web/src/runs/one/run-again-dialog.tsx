import type { RunView } from '@dayshift/contracts';
import type { Json } from '@dayshift/model';
import { Button, Modal, Radio } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { newIdempotencyKey } from '../../api/client.ts';
import { runAgain } from '../../api/runs.ts';
import { useRunValues } from '../../api/use-run-values.ts';
import { ErrorBox } from '../../ui/error-box.tsx';
import { SkeletonRows } from '../../ui/skeletons.tsx';
import { versionWord } from '../../words/run-line.ts';
import { JsonField } from '../step/json-field.tsx';
import { jsonText, readJson } from '../step/json-text.ts';
import classes from './dialogs.module.css';

/** A new run with the same input, or another one. Everything is done, and sent, anew. */
export function RunAgainDialog({ view, onClose }: { view: RunView; onClose: () => void }) {
  const values = useRunValues(view);
  if (values) return <WithInput view={view} trigger={values.trigger} onClose={onClose} />;
  return (
    <Modal opened onClose={onClose} title="Run again" size="lg">
      <SkeletonRows rows={4} what="the input" />
    </Modal>
  );
}

function WithInput({ view, trigger, onClose }: { view: RunView; trigger: Json; onClose: () => void }) {
  const { run, publishedVersion } = view;
  const navigate = useNavigate();
  const hasNewer = publishedVersion > 0 && publishedVersion !== run.version;
  const [version, setVersion] = useState<'same' | 'published'>(hasNewer ? 'published' : 'same');
  const [before] = useState(() => jsonText(trigger));
  const [text, setText] = useState(before);
  const reading = readJson(text);
  // One opened dialog is one intention: pressing twice starts one run.
  const [idempotencyKey] = useState(newIdempotencyKey);
  const start = useMutation({
    mutationFn: () =>
      runAgain(
        run.id,
        { version, ...(text !== before && reading.ok ? { trigger: reading.value } : {}) },
        idempotencyKey,
      ),
    onSuccess: ({ runId }) => {
      onClose();
      void navigate({ to: '/runs/$runId', params: { runId }, search: {} });
    },
  });
  return (
    <Modal opened onClose={onClose} title="Run again" size="lg">
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (reading.ok && !start.isPending) start.mutate();
        }}
      >
        <p className={classes.lead}>
          A new run from the beginning. What the first one sent, this one sends again where the playbook says
          so.
        </p>
        {hasNewer && (
          <Radio.Group
            label="Version"
            value={version}
            onChange={(value) => setVersion(value === 'published' ? 'published' : 'same')}
          >
            <div style={{ display: 'flex', gap: 18, marginTop: 4 }}>
              <Radio value="published" label={`v${publishedVersion}, published`} />
              <Radio value="same" label={`${versionWord(run.version)}, as it ran`} />
            </div>
          </Radio.Group>
        )}
        <JsonField label="Input" value={text} onChange={setText} />
        {start.error && <ErrorBox error={start.error} />}
        <div className={classes.actions}>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="filled"
            disabled={!reading.ok}
            loading={start.isPending}
            data-autofocus
          >
            Run again
          </Button>
        </div>
      </form>
    </Modal>
  );
}
