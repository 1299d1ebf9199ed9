/**
 * Where an effect was begun: the run, and the generation of the step there when it was not the first. A run that inherits the
 * effect counts its own generations from 0, so without it the effect would go out again under another key.
 */
export function effectOrigin(runId: string, generation: number): string {
  return generation > 0 ? `${runId}!${generation}` : runId;
}

/** The run and the instance key that an effect's idempotency key is made of. */
export function readEffectOrigin(origin: string, key: string): { runId: string; key: string } {
  const [runId = '', generation] = origin.split('!');
  return { runId, key: generation === undefined ? key : `${key}!${generation}` };
}
