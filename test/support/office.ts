import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type SessionView, sessionViewSchema } from '@dayshift/contracts';
import { freePort } from '@dayshift/local-services';
import { practiceFixtures } from '@dayshift/practice';
import { processesOn, runDayshift } from './dayshift-process.ts';

export interface OfficeOptions {
  /** Which of the first mails arrive by themselves, by the number they begin with; all when left out. */
  firstMails?: readonly string[];
}

/** The real product, running for a test: one process with everything in it, beside its own Temporal. */
export interface Office {
  url: string;
  /** Good once. */
  signInLink: string;
  output: () => string;
  /** Ends all of it and removes the data. Harmless when called again. */
  stop: () => Promise<void>;
}

const patienceMs = 20_000;

/** Starts Dayshift as its user does, on a folder and ports of its own. Whatever happens here, nothing is left running. */
export async function startOffice({ firstMails }: OfficeOptions = {}): Promise<Office> {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'dayshift-office-'));
  if (firstMails) holdBack(dataFolder, firstMails);
  const port = await freePort();
  const dayshift = runDayshift(
    ['start', '--no-open', '--port', String(port), '--data', dataFolder],
    ownEnvironment(),
  );
  const kill = () => {
    for (const pid of processesOn(dataFolder)) killQuietly(pid);
  };
  process.on('exit', kill);
  const remove = () => {
    kill();
    process.off('exit', kill);
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const signInLink = await dayshift.ready();
    return {
      url: new URL(signInLink).origin,
      signInLink,
      output: dayshift.output,
      async stop() {
        dayshift.child.kill('SIGINT');
        const force = setTimeout(kill, patienceMs);
        await dayshift.ended();
        clearTimeout(force);
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** A person's session, as a program has one. */
export interface SignedIn {
  cookie: string;
  session: SessionView;
  /** Asks the API; throws with what it answered when that is not 2xx. */
  ask: (method: string, path: string, body?: unknown) => Promise<unknown>;
}

/** Trades the office's link for a session, without a browser. */
export async function signIn({ url, signInLink }: Pick<Office, 'url' | 'signInLink'>): Promise<SignedIn> {
  const token = new URL(signInLink).searchParams.get('token');
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
  if (!answer.ok || cookie === undefined) throw new Error(`Signing in was refused: ${await answer.text()}`);
  return resumeSession(url, cookie);
}

/** The same for a session that is open already. */
export async function resumeSession(url: string, cookie: string): Promise<SignedIn> {
  const session = sessionViewSchema.parse(
    await (await fetch(`${url}/api/session`, { headers: { cookie } })).json(),
  );
  return {
    cookie,
    session,
    async ask(method, path, body) {
      const headers = {
        cookie,
        'x-csrf-token': session.csrfToken,
        'idempotency-key': crypto.randomUUID(),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      };
      const answer = await fetch(url + path, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      return answer.json();
    },
  };
}

/** Tells the practice office that the other mails were delivered in an earlier life. */
function holdBack(dataFolder: string, wanted: readonly string[]): void {
  const sent = practiceFixtures.firstMails
    .map(({ id }) => id)
    .filter((id) => !wanted.some((start) => id.startsWith(start)));
  const folder = path.join(dataFolder, 'practice');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'first-mails.json'), JSON.stringify({ sent }));
}

// What is set on this machine for real work must not reach a test: a model, a mail server, a database, a Temporal.
const foreign =
  /^(OPENAI_|SMTP_|MONGODB_URI$|TEMPORAL_(ADDRESS|NAMESPACE)|DAYSHIFT_|LOG_LEVEL$|NODE_OPTIONS$|VITEST)/;

function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => name === 'DAYSHIFT_CACHE' || !foreign.test(name)),
  );
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself meanwhile.
  }
}
