import { ActionIcon, Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Wrench, X } from 'lucide-react';
import { useState } from 'react';
import { incidentSentence } from '../one/incident.ts';
import { troubledStep } from '../one/step-facts.ts';
import classes from './resume-bar.module.css';
import { ResumeDialog } from './resume-dialog.tsx';
import { useRun } from './use-run.ts';

/**
 * Over the canvas while a playbook is fixed for a run: what went wrong, and the way back to the run once it is fixed.
 * `canResume`: there is something new to resume on. `beforeResume` saves what is drawn and not saved yet.
 */
export function ResumeBar({
  runId,
  canResume,
  beforeResume,
  onClose,
}: {
  runId: string;
  canResume: boolean;
  beforeResume?: () => Promise<unknown>;
  onClose: () => void;
}) {
  const { data: view } = useRun(runId);
  const [isResuming, setResuming] = useState(false);
  const [isSaving, setSaving] = useState(false);
  if (view === undefined) return null;
  const step = troubledStep(view);
  const resume = async () => {
    setSaving(true);
    try {
      await beforeResume?.();
      setResuming(true);
    } finally {
      setSaving(false);
    }
  };
  return (
    <section className={`${classes.bar} fade-in`} aria-label="A run waits for this fix">
      <Wrench size={15} aria-hidden className={classes.icon} />
      <p className={classes.text} title={step && incidentSentence(view, step)}>
        <b>{step ? `Fix ${step.title}, then publish and resume ` : 'Fix it, then publish and resume '}</b>
        <Link to="/runs/$runId" params={{ runId }} search={{}} className={classes.link}>
          {view.run.title}
        </Link>
        <b>.</b> {step && incidentSentence(view, step)}
      </p>
      <Button
        variant={canResume ? 'light' : 'default'}
        color="accent"
        disabled={!canResume}
        loading={isSaving}
        onClick={() => void resume()}
      >
        Publish and resume…
      </Button>
      <ActionIcon aria-label="Close this hint" onClick={onClose}>
        <X size={15} aria-hidden />
      </ActionIcon>
      {isResuming && <ResumeDialog runId={runId} onClose={() => setResuming(false)} />}
    </section>
  );
}
