/** A reason to stop that the person at the keyboard can act on: one sentence, no stack. */
export class Stop extends Error {}

const knownCauses = [
  [/ENOSPC|no space left on device/i, 'The disk is full: free some space and start again.'],
  [/EDQUOT|disk quota exceeded/i, 'Your disk quota is used up: free some space and start again.'],
  [
    /ENOTFOUND|EAI_AGAIN|ENETUNREACH|ECONNREFUSED|ECONNRESET|ETIMEDOUT|META_FETCH_FAIL|getaddrinfo|network request failed/i,
    'The package registry cannot be reached: check the network (or the npm proxy and registry settings) and start again.',
  ],
  [
    /OUTDATED_LOCKFILE|LOCKFILE_CONFIG_MISMATCH/i,
    'pnpm-lock.yaml does not match the package.json files: run "node scripts/bootstrap.mjs pnpm install" and commit the lockfile.',
  ],
  [
    /EACCES|EROFS|EPERM|permission denied/i,
    'The checkout is not writable: make it writable for this user and start again.',
  ],
];

/** One sentence for a failure whose output we have, or undefined when its cause is not one we know. */
export function knownCause(output) {
  return knownCauses.find(([pattern]) => pattern.test(output))?.[1];
}

/** What is printed for an error that reached the top. An unknown one keeps its stack: it is our bug. */
export function explain(error) {
  if (error instanceof Stop) return error.message;
  return knownCause(String(error?.code ?? '')) ?? error?.stack ?? String(error);
}
