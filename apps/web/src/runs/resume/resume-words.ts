import type { ResumeChoice, ResumePlan, RunView } from '@dayshift/contracts';

type ResumeStep = ResumePlan['steps'][number];
export type ResumeVersion = ResumeChoice['version'];

/** Whether the playbook is another one than the run knows: a published version, or a draft that is not yet. */
export function hasSomethingNew({
  run,
  publishedVersion,
  hasUnpublishedChanges,
}: Pick<RunView, 'run' | 'publishedVersion' | 'hasUnpublishedChanges'>): boolean {
  return hasUnpublishedChanges || publishedVersion > run.version;
}

/** The versions a run can go on with, the likeliest first. */
export function versionOptions(
  view: Pick<RunView, 'run' | 'publishedVersion' | 'hasUnpublishedChanges'>,
): { version: ResumeVersion; label: string }[] {
  const { run, publishedVersion, hasUnpublishedChanges } = view;
  const options: { version: ResumeVersion; label: string }[] = [];
  if (publishedVersion > 0 && publishedVersion !== run.version)
    options.push({ version: 'published', label: `On v${publishedVersion}, published` });
  if (hasUnpublishedChanges)
    options.push({ version: 'draft', label: `Publish the draft as v${publishedVersion + 1}` });
  options.push({
    version: 'same',
    label: run.version === 0 ? 'On the draft, as it ran' : `On v${run.version}, as it ran`,
  });
  return options;
}

export function resumeTitle(plan: ResumePlan, version: ResumeVersion): string {
  if (version === 'draft') return `Publish version ${plan.toVersion} and resume`;
  const on = plan.toVersion === 0 ? 'on the draft as it was' : `on version ${plan.toVersion}`;
  return plan.changes.length > 0 ? `Fix and resume ${on}` : `Resume ${on}`;
}

/** What the version changed, and what the list below is. */
export function resumeLead(plan: ResumePlan): string {
  const what = 'This is what will happen to the run.';
  const { changes, toVersion } = plan;
  if (changes.length === 0) return what;
  const [first = '', second] = changes.map(asPart);
  if (second === undefined) return `Version ${toVersion} changed one thing: ${first}. ${what}`;
  const more = changes.length - 2;
  const rest = more === 0 ? '' : ` And ${more === 1 ? 'one more thing' : `${more} more things`}.`;
  return `Version ${toVersion} changed ${changes.length} things: ${first}; ${second}.${rest} ${what}`;
}

const asPart = (change: string) => change.replace(/\.$/, '');

export const actionLooks = {
  reuse: { tone: 'done', word: 'Keep' },
  redo: { tone: 'works', word: 'Do again' },
  'ask-again': { tone: 'waits', word: 'Ask again' },
  new: { tone: 'works', word: 'New' },
  removed: { tone: 'idle', word: 'Removed' },
} as const satisfies Record<ResumeStep['action'], { tone: string; word: string }>;

/** A line of the list: one step, or several that fare alike. */
export interface ResumeLine {
  /** Instance keys: ticking the line ticks all of them. */
  keys: string[];
  nodeId: string;
  title: string;
  action: ResumeStep['action'];
  why: string;
  repeatsEffect: boolean;
  mayRedo: boolean;
}

const mostTitles = 3;

/** Neighbours that fare alike are one line; so are the items of a loop. Everything that differs keeps its own. */
export function resumeLines(steps: readonly ResumeStep[]): ResumeLine[] {
  const groups: ResumeStep[][] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (last?.[0] && isAlike(last[0], step)) last.push(step);
    else groups.push([step]);
  }
  return groups.map((group) => ({ ...group[0]!, keys: group.map(({ key }) => key), title: titleOf(group) })); // never empty
}

function isAlike(left: ResumeStep, right: ResumeStep): boolean {
  return (
    left.action === right.action &&
    left.why === right.why &&
    left.mayRedo === right.mayRedo &&
    left.repeatsEffect === right.repeatsEffect
  );
}

function titleOf(group: readonly ResumeStep[]): string {
  const counts = new Map<string, number>();
  for (const { title } of group) counts.set(title, (counts.get(title) ?? 0) + 1);
  const names = [...counts].map(([title, count]) => (count > 1 ? `${title} (${count})` : title));
  const more = names.length - mostTitles;
  return more > 0 ? `${names.slice(0, mostTitles).join(', ')} and ${more} more` : names.join(', ');
}

/** What is sent again; the reassuring sentence where nothing is. */
export function repeatsSentence({ repeats }: Pick<ResumePlan, 'repeats'>): string {
  if (repeats.length === 0) return 'Nothing that was already sent is sent again.';
  const names = [...new Set(repeats)].map((title) => `“${title}”`);
  const list = names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return `${list} will be sent again.`;
}

export function resumeButton(count: number): string {
  return count === 1 ? 'Resume 1 run' : `Resume ${count} runs`;
}

export function sameCauseWords(count: number, isFailed: boolean): { runs: string; rest: string } {
  const runs = count === 1 ? '1 more run' : `${count} more runs`;
  if (isFailed) return { runs, rest: 'failed for the same reason.' };
  return { runs, rest: `${count === 1 ? 'is' : 'are'} stuck for the same reason.` };
}

/** After it was done: what goes on, and what could not. */
export function resumedSentence(asked: number, resumed: number, version: string): string {
  const done = resumed === 1 ? `1 run goes on, on ${version}.` : `${resumed} runs go on, on ${version}.`;
  const left = asked - resumed;
  if (left <= 0) return done;
  return `${done} ${left === 1 ? '1 could' : `${left} could`} not be resumed this way and ${left === 1 ? 'stays' : 'stay'} as before.`;
}
