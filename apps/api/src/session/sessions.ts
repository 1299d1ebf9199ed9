import type { Session } from '@dayshift/model';
import type { Store } from '@dayshift/store';
import { hashSecret, newSecret } from './secrets.ts';

const sessionLifeMs = 30 * 24 * 3_600_000;

/** Signs a browser in. The cookie's value is returned and stored nowhere. */
export async function createSession(
  store: Store,
  of: { workspaceId: string; user: string; now: number },
): Promise<{ secret: string; maxAgeSeconds: number }> {
  const secret = newSecret();
  await store.sessions.insert({
    id: hashSecret(secret),
    workspaceId: of.workspaceId,
    user: of.user,
    createdAt: of.now,
    expiresAt: of.now + sessionLifeMs,
    csrfToken: newSecret(),
  });
  return { secret, maxAgeSeconds: sessionLifeMs / 1000 };
}

/** The session of a cookie, if it is still good. */
export async function findSession(
  store: Store,
  of: { secret: string | undefined; workspaceId: string; now: number },
): Promise<Session | undefined> {
  if (of.secret === undefined || of.secret.length < 20) return undefined;
  const session = await store.sessions.get(hashSecret(of.secret));
  if (!session || session.workspaceId !== of.workspaceId || session.expiresAt <= of.now) return undefined;
  return session;
}

export async function endSession(store: Store, session: Session): Promise<void> {
  await store.sessions.remove(session.id, session.revision);
}

/** Removes what has expired; called now and then. */
export async function removeExpired(store: Store, now: number): Promise<void> {
  for (const collection of [store.sessions, store.signInLinks]) {
    const expired = await collection.find({
      where: { expiresAt: { lt: now } },
      order: { by: 'expiresAt', direction: 'ascending' },
      limit: 200,
    });
    for (const document of expired) await collection.remove(document.id, document.revision);
  }
}
