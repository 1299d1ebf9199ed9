import type { RunView, StepView } from '@dayshift/contracts';
import { ActionIcon, NativeSelect } from '@mantine/core';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { findStateLook } from '../../ui/state-tag.tsx';
import { executionNames, stepsOfNode } from '../step/step-facts.ts';
import { ChooseOfMany } from './choose-of-many.tsx';
import classes from './step-detail.module.css';

/** Which item, round or part of a node is shown, where it was executed more than once. */
export function ChooseExecution({
  view,
  step,
  onSelect,
}: {
  view: RunView;
  step: StepView;
  onSelect: (key: string) => void;
}) {
  const facts = view.nodes.find(({ nodeId }) => nodeId === step.nodeId);
  const count = Object.values(facts?.counts ?? {}).reduce((sum, each) => sum + each, 0);
  const steps = stepsOfNode(view, step.nodeId);
  if (facts && count > steps.length)
    return <ChooseOfMany view={view} facts={facts} step={step} onSelect={onSelect} />;
  if (steps.length < 2) return null;
  const names = executionNames(view, steps);
  const at = steps.findIndex(({ key }) => key === step.key);
  const go = (index: number) => {
    const next = steps[index];
    if (next) onSelect(next.key);
  };
  return (
    <div className={classes.choose}>
      <ActionIcon aria-label="The one before" disabled={at <= 0} onClick={() => go(at - 1)}>
        <ChevronLeft size={16} aria-hidden />
      </ActionIcon>
      <NativeSelect
        className={classes.select}
        aria-label={`Which one of ${steps.length}`}
        value={step.key}
        onChange={(event) => onSelect(event.currentTarget.value)}
        data={steps.map((each, index) => ({
          value: each.key,
          label: `${names[index]} · ${findStateLook(each.status).word}`,
        }))}
      />
      <ActionIcon aria-label="The one after" disabled={at >= steps.length - 1} onClick={() => go(at + 1)}>
        <ChevronRight size={16} aria-hidden />
      </ActionIcon>
    </div>
  );
}
