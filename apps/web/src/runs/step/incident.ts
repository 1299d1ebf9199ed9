import type { RunView, StepView } from '@dayshift/contracts';
import { isObject } from '@dayshift/json-schema';
import { findOperation } from '@dayshift/operations';
import { formatSpan } from '../../ui/format-time.ts';
import { waitsForModel } from '../../words/goes-on.ts';
import { troubleSentence } from '../../words/trouble-sentence.ts';
import { placeName } from './step-facts.ts';

/** Nobody knows whether it was sent: a person has to look. */
export const isAmbiguous = (step: Pick<StepView, 'failure'>) => step.failure?.code === 'AMBIGUOUS_EFFECT';

/** The private host that stood in the way and that a person may allow. */
export function privateHostOf({ failure }: Pick<StepView, 'failure'>): string | undefined {
  const details = failure?.details;
  return isObject(details) && typeof details.privateHost === 'string' ? details.privateHost : undefined;
}

/** What went wrong, as one sentence. */
export function incidentSentence(view: Pick<RunView, 'graph'>, step: StepView): string {
  const place = placeName(view, step);
  const title = place === '' ? step.title : `${step.title}, ${place},`;
  return troubleSentence(
    title,
    step.failure ?? { code: '', message: 'It did not work, and nothing says why' },
  );
}

/** What is known around it: tries, whether anything happened, who else has it. */
export function incidentDetail(view: Pick<RunView, 'sameCauseCount' | 'run'>, step: StepView): string {
  return [triesSentence(step), effectSentence(step), goesOnSentence(step), sameCauseSentence(view)]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** "Tried 5 times over 10 min." */
export function triesSentence({ attempts, failure, startedAt, endedAt }: StepView): string {
  const count = Math.max(attempts.length, failure?.attempts ?? 0);
  if (count === 0) return '';
  if (count === 1) return 'Tried once.';
  const last = attempts.at(-1)?.endedAt ?? attempts.at(-1)?.startedAt ?? endedAt;
  const span = last === undefined ? 0 : last - startedAt;
  return `Tried ${count} times${span >= 60_000 ? ` over ${formatSpan(span)}` : ''}.`;
}

function goesOnSentence({ failure }: StepView): string {
  return waitsForModel(failure?.code) ? 'It goes on by itself once the model answers again.' : '';
}

/** Said only where it is known for certain. */
export function effectSentence({ failure, operation, input }: StepView): string {
  if (failure?.effect !== 'not-happened') return '';
  return isReading(input) ? '' : (findOperation(operation ?? '')?.words.notHappened ?? '');
}

function isReading(input: StepView['input']): boolean {
  return isObject(input) && (input.method === 'GET' || input.method === 'HEAD');
}

export function sameCauseSentence({
  sameCauseCount: count,
  run,
}: Pick<RunView, 'sameCauseCount' | 'run'>): string {
  if (count === 0) return '';
  const word = run.state === 'failed' ? 'failed' : count === 1 ? 'is stuck' : 'are stuck';
  return count === 1
    ? `1 other run ${word} for the same reason.`
    : `${count} other runs ${word} for the same reason.`;
}
