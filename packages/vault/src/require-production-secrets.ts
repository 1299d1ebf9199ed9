type Environment = Readonly<Record<string, string | undefined>>;

/** The word that every example value in docker-compose.yml and .env.example carries. */
const exampleWord = 'change-me';

/**
 * In production, refuses to start without a database of its own and on secrets that everybody knows who can read the
 * repository. Does nothing outside production. Throws one sentence that names every variable to set.
 */
export function requireProductionSecrets(environment: Environment): void {
  if (environment.NODE_ENV !== 'production') return;
  const problems = [
    ...(environment.MONGODB_URI ? [] : ['MONGODB_URI to your MongoDB']),
    ...Object.entries(environment)
      .filter(([, value]) => value?.includes(exampleWord))
      .map(([name]) => `${name} to something without the example secret`),
  ];
  if (problems.length === 0) return;
  throw new Error(
    `Production does not start on example secrets: set ${problems.join(', ')} (with docker compose: in .env).`,
  );
}
