import type { CollectionDeclaration } from './declaration.ts';
import { DocumentError } from './errors.ts';
import type { Document } from './port.ts';

/** Parses what came out of the store: a document written by hand, or by another version, is named and not passed on. */
export function parseDocument<T extends Document>(
  declaration: CollectionDeclaration<T>,
  stored: Document,
): T {
  const parsed = declaration.schema.safeParse(stored);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new DocumentError(
    `${declaration.name} "${stored.id}" in the store is not as its schema says, at ${issue?.path.join('.') || 'its root'}: ${issue?.message}.`,
    { cause: parsed.error },
  );
}
