import { mostFollowedRuns } from '@dayshift/contracts';
import { NotFoundError } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { whoseQuestions } from '../people/whose-questions.ts';
import type { EventStream } from '../server/event-stream.ts';
import type { ToldChange } from './change-feed.ts';
import { followRun } from './follow-run.ts';

/** What is on its way to one browser before the news of a run wait. */
const mostUnsent = 64 * 1024;
/** Of one session over all its browsers; each is a history that is followed. */
const mostOfOneSession = 4 * mostFollowedRuns;
const followed = new Map<string, number>();

export interface LiveWish {
  /** Id of the last `changed` that was heard. */
  since: string | undefined;
  /** Runs to follow, each with the token of the picture that is known. */
  runs: readonly { runId: string; token: string | undefined }[];
  /** Whose open questions are counted. */
  user: string;
  sessionId: string;
  mayReadRuns: boolean;
}

/** One line for everything a browser shows live: what moved in the workspace, and every run that one of its pages looks at. */
export function followLive(context: ApiContext, stream: EventStream, wish: LiveWish): void {
  // One after the other: a count that was asked for earlier must not arrive later.
  let told = Promise.resolve();
  const tell = async ({ id, change }: ToldChange) => {
    const { mine } = await whoseQuestions(context, wish.user);
    stream.send('changed', { ...change, openApprovals: mine.count }, id);
  };
  const stop = context.changes.listen((change) => {
    told = told.then(() => tell(change)).catch((error) => context.log.warn({ err: error }, 'live'));
  }, wish.since);
  stream.onEnd(stop);
  for (const { runId, token } of wish.runs) void followOnLine(context, stream, wish, runId, token);
}

async function followOnLine(
  context: ApiContext,
  stream: EventStream,
  { sessionId, mayReadRuns }: LiveWish,
  runId: string,
  known: string | undefined,
): Promise<void> {
  const refuse = (code: string, message: string) => stream.send('run-refused', { runId, code, message });
  if (!mayReadRuns) return refuse('NOT_ALLOWED', 'You may not look at runs.');
  const count = followed.get(sessionId) ?? 0;
  if (count >= mostOfOneSession)
    return refuse('TOO_MANY_STREAMS', `At most ${mostOfOneSession} runs are followed live at a time.`);
  followed.set(sessionId, count + 1);
  let isFollowed = true;
  const release = () => {
    if (!isFollowed) return;
    isFollowed = false;
    const left = (followed.get(sessionId) ?? 1) - 1;
    if (left > 0) followed.set(sessionId, left);
    else followed.delete(sessionId);
  };
  stream.onEnd(release);
  try {
    const stop = await followRun(context, {
      runId,
      token: known,
      sink: {
        picture: (view, token) => stream.send('run', { runId, token, view }),
        change: (change, token) => stream.send('run-change', { runId, token, change }),
        end: () => {
          release();
          stream.send('run-end', { runId });
        },
        isBusy: () => stream.unsentBytes > mostUnsent,
      },
    });
    stream.onEnd(stop);
  } catch (error) {
    release();
    if (error instanceof NotFoundError) return refuse('RUN_NOT_FOUND', 'There is no such run.');
    context.log.warn({ err: error, runId }, 'a run could not be followed');
    refuse('NOT_FOLLOWED', 'This run cannot be followed right now.');
  }
}
