import type { RunView } from '@dayshift/contracts';
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { Wrench } from 'lucide-react';
import { useRun } from '../../api/runs.ts';
import { troubleSentence } from '../../words/trouble-sentence.ts';
import type { DraftSync } from '../saving/draft-sync.ts';
import classes from './notice-bar.module.css';

/**
 * The author came from a stuck or failed run to fix its playbook: what went wrong there, and the way back to resume it. There from
 * the beginning, so that the canvas is fitted to the room it leaves.
 */
export function FixBar({ runId, sync }: { runId: string; sync: DraftSync }) {
  const navigate = useNavigate();
  const run = useRun(runId);
  if (run.isError) return null;
  return (
    <div className={classes.bar} role="status">
      <Wrench size={16} aria-hidden />
      <div className={classes.text}>
        {run.data ? <What view={run.data} /> : 'Loading the run that this fix is for…'}
      </div>
      <Button
        variant="filled"
        disabled={!run.data}
        onClick={async () => {
          const saved = await sync.flush();
          // Unsaved: the bar above says why, and leaving now would resume on the old draft.
          if (saved.kind !== 'saved') return;
          await navigate({ to: '/runs/$runId', params: { runId }, search: { resume: true } });
        }}
      >
        Resume the run
      </Button>
    </div>
  );
}

function What({ view }: { view: RunView }) {
  const { title, trouble } = view.run;
  const message = trouble ? troubleSentence(trouble.title, trouble) : view.failure?.message;
  return (
    <>
      <strong>This fix is for “{title}”.</strong> {message}
    </>
  );
}
