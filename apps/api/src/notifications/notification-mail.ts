import type { WaitingThing } from './waiting-for.ts';

export interface MailText {
  subject: string;
  text: string;
}

const mostShown = 20;

/** The mail about what waits. Links lead to pages that ask who is there; none of them decides anything. */
export function notificationMail(
  things: readonly WaitingThing[],
  { publicUrl, timeZone }: { publicUrl: string; timeZone: string },
): MailText {
  const questions = things.filter(({ kind }) => kind === 'question');
  const stuck = things.filter(({ kind }) => kind === 'stuck');
  const parts = [
    ...part('Waits for your answer', questions, `${publicUrl}/inbox`),
    ...part('Stuck, and goes on once you look at it', stuck, `${publicUrl}/runs?state=stuck`),
    'Answers are given on the page; opening a link decides nothing.',
    `Change or stop these mails: ${publicUrl}/settings`,
  ];
  return { subject: subjectOf(questions, stuck), text: `${parts.join('\n\n')}\n` };

  function part(heading: string, of: readonly WaitingThing[], all: string): string[] {
    if (of.length === 0) return [];
    const shown = of.slice(0, mostShown).map(lines);
    const more = of.length - shown.length;
    return [`${heading}:`, ...shown, ...(more > 0 ? [`  and ${more} more: ${all}`] : [])];
  }

  function lines({ kind, id, title, detail, dueAt }: WaitingThing): string {
    const due = dueAt === undefined ? '' : ` · answer by ${clock(dueAt, timeZone)}`;
    const page = kind === 'question' ? 'inbox' : 'runs';
    return `  ${plain(title)}\n  ${plain(detail)}${due}\n  ${publicUrl}/${page}/${encodeURIComponent(id)}`;
  }
}

function subjectOf(questions: readonly WaitingThing[], stuck: readonly WaitingThing[]): string {
  const [first] = [...questions, ...stuck];
  if (first && questions.length + stuck.length === 1)
    return first.kind === 'question'
      ? `Waits for you: ${plain(first.title)}`
      : `Stuck: ${plain(first.title)}`;
  const asked = questions.length > 0 && counted(questions.length, 'question waits', 'questions wait');
  const halted = stuck.length > 0 && counted(stuck.length, 'run is stuck', 'runs are stuck');
  return [asked && `${asked} for you`, halted].filter(Boolean).join(', ');
}

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

const longest = 160;

/** One line without characters that are not seen: a title is made of what strangers wrote. */
function plain(text: string): string {
  const line = text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

function clock(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(at);
}
