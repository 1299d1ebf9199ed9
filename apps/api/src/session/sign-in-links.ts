import { type Store, update } from '@dayshift/store';
import { hashSecret, newSecret } from './secrets.ts';

const linkLifeMs = 15 * 60_000;

/** Makes a link that signs one browser in, once, within 15 minutes. Only the hash of its token is stored. */
export async function createSignInLink(
  store: Store,
  of: { workspaceId: string; user: string; publicUrl: string; now: number },
): Promise<string> {
  const token = newSecret();
  await store.signInLinks.insert({
    id: hashSecret(token),
    workspaceId: of.workspaceId,
    user: of.user,
    expiresAt: of.now + linkLifeMs,
    isUsed: false,
  });
  return `${of.publicUrl}/sign-in?token=${token}`;
}

/** Uses a link up; undefined when it is unknown, used or too old. One compare-and-set, so two browsers cannot share it. */
export async function useSignInLink(
  store: Store,
  token: string,
  now: number,
): Promise<{ workspaceId: string; user: string } | undefined> {
  const outcome = await update(store.signInLinks, hashSecret(token), (link) =>
    link.isUsed || link.expiresAt <= now ? undefined : { ...link, isUsed: true },
  );
  return outcome.kind === 'done' ? outcome.doc : undefined;
}
