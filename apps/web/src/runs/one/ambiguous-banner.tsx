import type { RunView, StepView } from '@dayshift/contracts';
import { Button } from '@mantine/core';
import { Check, Search, SendHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { useNow } from '../../ui/use-now.ts';
import { ambiguousFacts } from '../step/ambiguous-facts.ts';
import { Banner } from './banner.tsx';
import type { ControlVerb } from './use-run-control.ts';

/** Nobody knows whether it was sent: what is known, and the answers. Nothing goes out before one of them. */
export function AmbiguousBanner({
  view,
  step,
  others,
  pending,
  onLook,
  onHappened,
  onDidNot,
}: {
  view: RunView;
  step: StepView;
  /** The way to other steps that are stuck. */
  others: ReactNode;
  pending: ControlVerb | undefined;
  onLook: () => void;
  onHappened: () => void;
  onDidNot: () => void;
}) {
  const facts = ambiguousFacts(view, step, useNow());
  const isBusy = pending !== undefined;
  return (
    <Banner
      tone="needs"
      title={facts.question}
      detail={
        <>
          {facts.known} Nothing goes out before you answer.{others}
        </>
      }
    >
      {facts.canLook && (
        <Button
          leftSection={<Search size={15} aria-hidden />}
          onClick={onLook}
          disabled={isBusy}
          loading={pending === 'retry'}
          title="Asks the mail server once more. It is sent only if it is certainly not there."
        >
          Look again
        </Button>
      )}
      <Button
        leftSection={<SendHorizontal size={15} aria-hidden />}
        onClick={onDidNot}
        disabled={isBusy}
        loading={pending === 'it-did-not'}
      >
        {facts.didNot}: send it now
      </Button>
      <Button
        variant="filled"
        leftSection={<Check size={15} aria-hidden />}
        onClick={onHappened}
        disabled={isBusy}
        loading={pending === 'it-happened'}
      >
        {facts.happened}
      </Button>
    </Banner>
  );
}
