/** Fixed before the first try: what was handed over can be looked up under it, and readers tell repeats by it. */
export function messageIdOf(from: string, idempotencyKey: string): string {
  return `<${idempotencyKey}@${domainOf(from)}>`;
}

function domainOf(from: string): string {
  return /@([\w.-]+)/.exec(from)?.[1] ?? 'dayshift.example';
}
