import type { RunView, StepView } from '@dayshift/contracts';
import { valueAt } from '@dayshift/json-schema';
import type { Json } from '@dayshift/model';
import { findChanges } from '../../inbox/find-changes.ts';
import { placeOf, refusalsOf } from '../../words/refusals.ts';
import { troubleInShort } from '../../words/trouble-sentence.ts';
import { type ComparedNode, partedNode } from './compare-runs.ts';
import { differingReads } from './differing-reads.ts';
import { inWords } from './in-words.ts';

type Compared = Pick<RunView, 'trigger' | 'steps' | 'graph'>;

/** Why two runs part where they part, in one sentence; undefined where the two do not tell. */
export function causeSentence(
  nodes: readonly ComparedNode[],
  mine: Compared,
  theirs: Compared,
): string | undefined {
  const parted = partedNode(nodes);
  if (!parted?.mine || !parted.theirs) return undefined;
  const here = parted.mine.step;
  const there = parted.theirs.step;
  if (here.kind === 'switch') return wayCause(parted.nodeId, mine, theirs);
  if (here.failure && !there.failure) return requestCause(here, there, 'here');
  if (there.failure && !here.failure) return requestCause(there, here, 'there');
  return undefined;
}

/** The values that the condition reads and that are not the same in both. */
function wayCause(nodeId: string, mine: Compared, theirs: Compared): string | undefined {
  const reads = differingReads(nodeId, mine, theirs);
  if (reads.length === 0) return undefined;
  const parts = reads.slice(0, 2).map(({ name, here, there }, index) => {
    const verb = index === 0 ? ' is' : '';
    return `${name}${verb} ${inWords(here)} here and ${inWords(there)} there`;
  });
  return `The way was chosen by what they hold: ${parts.join(', ')}.`;
}

function requestCause(failed: StepView, other: StepView, where: 'here' | 'there'): string | undefined {
  const { failure, input } = failed;
  if (!failure || input === undefined || other.input === undefined) return undefined;
  const [refusal] = refusalsOf(failure);
  if (!refusal) return differenceSentence(failed, other, where);
  const place = placeOf(refusal, failed);
  const name = `“${refusal.path.at(-1)}”`;
  const start = `${failed.title} was refused ${where} because`;
  const takes = takesWords(refusal.allowed);
  const [sent, sentByOther] = [valueAt(input, place), valueAt(other.input, place)];
  if (isMissing(sent))
    return isMissing(sentByOther)
      ? `${start} ${name} is missing; the other was taken without it, so it has been asked for since.${takes}`
      : `${start} ${name} is missing; the other sent ${inWords(sentByOther)}.${takes}`;
  const said = `${start} of ${name} (${refusal.message.replace(/\.$/, '')})`;
  if (JSON.stringify(sent) === JSON.stringify(sentByOther))
    return `${said}; the other sent the same, ${inWords(sent)}, so the other side judges it differently now.${takes}`;
  return `${said}; it sent ${inWords(sent)}, the other ${inWords(sentByOther)}.${takes}`;
}

/** Nothing names a field: what they sent is all there is to go by. */
function differenceSentence(failed: StepView, other: StepView, where: 'here' | 'there'): string {
  const { failure, input = null, title } = failed;
  const said = failure ? troubleInShort(failure).replace(/\.$/, '') : 'it failed';
  const changes = findChanges(input, other.input ?? null);
  const [first] = changes;
  if (!first)
    return `Both sent the same, so the cause is not in the request: ${title} was answered differently ${where} (${said}).`;
  const what = `“${first.path || 'the whole'}” is ${inWords(first.before)} in the one that failed, ${inWords(first.after)} in the other`;
  return changes.length === 1
    ? `${title} failed ${where} (${said}); one value they sent differs: ${what}.`
    : `${title} failed ${where} (${said}); ${changes.length} values they sent differ, the first: ${what}.`;
}

const isMissing = (value: Json | undefined) => value === undefined || value === null || value === '';

const mostAllowed = 6;

function takesWords(allowed: readonly Json[]): string {
  if (allowed.length === 0) return '';
  const words = allowed.slice(0, mostAllowed).map(inWords);
  const rest = allowed.length > mostAllowed ? ` or one of ${allowed.length - mostAllowed} more` : '';
  return ` It takes ${words.length > 1 && rest === '' ? `${words.slice(0, -1).join(', ')} or ${words.at(-1)}` : words.join(', ')}${rest}.`;
}
