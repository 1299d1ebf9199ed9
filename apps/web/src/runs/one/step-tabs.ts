import type { StepView } from '@dayshift/contracts';

export type StepTab = 'last' | 'all' | 'input' | 'output';

/** What there is to see of a step, most telling first. */
export function stepTabs(step: StepView): { id: StepTab; label: string }[] {
  const tabs: { id: StepTab; label: string }[] = [];
  const tries = step.attempts.length;
  if (step.failure || tries > 1) tabs.push({ id: 'last', label: tries > 1 ? 'Last try' : 'What happened' });
  if (tries > 1) tabs.push({ id: 'all', label: `All ${tries}` });
  const hasOutput = step.output !== undefined;
  if (hasOutput && tabs.length === 0) tabs.push({ id: 'output', label: 'Output' });
  if (hasInput(step)) tabs.push({ id: 'input', label: 'Input' });
  if (hasOutput && !tabs.some(({ id }) => id === 'output')) tabs.push({ id: 'output', label: 'Output' });
  return tabs;
}

/** A question without fields has nothing to show. */
function hasInput({ input }: StepView): boolean {
  return (
    input !== undefined && !(typeof input === 'object' && input !== null && Object.keys(input).length === 0)
  );
}
