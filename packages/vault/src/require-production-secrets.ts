type Environment = Readonly<Record<string, string | undefined>>;

/** The word that every example value in docker-compose.yml and .env.example carries. */
const exampleWord = 'change-me';
const shortestSecret = 32;

/**
 * In production, refuses to start on secrets that are missing, too short, or known to everybody who can read the
 * repository. Does nothing outside production. Throws one sentence that names every variable to set.
 */
export function requireProductionSecrets(environment: Environment): void {
  if (environment.NODE_ENV !== 'production') return;
  const problems = [
    isTooWeak(environment.DAYSHIFT_SECRET)
      ? `DAYSHIFT_SECRET to at least ${shortestSecret} random characters`
      : undefined,
    environment.MONGODB_URI ? undefined : 'MONGODB_URI to your MongoDB',
    ...Object.entries(environment)
      .filter(([name, value]) => name !== 'DAYSHIFT_SECRET' && value?.includes(exampleWord))
      .map(([name]) => `${name} without the example password`),
  ].filter((problem) => problem !== undefined);
  if (problems.length === 0) return;
  throw new Error(
    `Production does not start on example secrets: set ${problems.join(', ')} (for docker compose in .env).`,
  );
}

function isTooWeak(secret: string | undefined): boolean {
  return secret === undefined || secret.length < shortestSecret || secret.includes(exampleWord);
}
