import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { RunStateTag } from '../../ui/state-tag.tsx';
import classes from './run-strip.module.css';
import type { LiveRun } from './use-run-live.ts';

/** Above the canvas while a tried run lights it up: how it goes, and the way to its page. */
export function RunStrip({ runId, live, onClose }: { runId: string; live: LiveRun; onClose: () => void }) {
  const run = live.view?.run;
  return (
    <div className={`${classes.strip} fade-in`} role="status">
      {run ? <RunStateTag state={run.state} /> : <RunStateTag state="starting" />}
      <span className={classes.text}>
        {run === undefined
          ? 'Starting the run…'
          : (run.trouble?.message ??
            (run.endedAt === undefined
              ? run.currentTitle
                ? `at “${run.currentTitle}”`
                : run.title
              : `${run.title}${run.outcome ? `: ${run.outcome}` : ''}`))}
        {!live.isConnected && run !== undefined && run.endedAt === undefined && ' · reconnecting…'}
      </span>
      <Link to="/runs/$runId" params={{ runId }} search={{}} className={classes.link}>
        Open the run
      </Link>
      <Button leftSection={<X size={14} />} onClick={onClose}>
        Back to drawing
      </Button>
    </div>
  );
}
