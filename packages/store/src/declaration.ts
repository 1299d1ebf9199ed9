import type { ZodType } from 'zod';
import type { Document } from './port.ts';

/**
 * One index, and thereby one family of queries: `by` is bound to values, `order` sorts and pages (ties by id), and
 * `filters` narrow what is read. Everything a query names must be in one index, and all of its `by` must be bound.
 */
export interface IndexDeclaration {
  by: readonly string[];
  order?: string;
  filters?: readonly string[];
  /** At most one document for each combination of `by`. Such fields are never missing. */
  unique?: boolean;
}

export interface CollectionDeclaration<T extends Document = Document> {
  name: string;
  /** Documents are parsed with it on the way out. */
  schema: ZodType<T>;
  indexes: readonly IndexDeclaration[];
}

/** Declares a collection once for all drivers, and refuses a declaration that one of them could not keep. */
export function declareCollection<T extends Document>(
  declaration: CollectionDeclaration<T>,
): CollectionDeclaration<T> {
  assertMatches(declaration.name, /^[a-z][A-Za-z]{1,40}$/);
  for (const index of declaration.indexes) {
    for (const field of [...index.by, ...(index.filters ?? []), ...(index.order ? [index.order] : [])])
      assertMatches(field, /^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9]*)*$/);
    if (index.unique && (index.order || index.filters))
      throw new Error(`A unique index of ${declaration.name} has only "by".`);
  }
  return declaration;
}

/** The physical columns: unique ones bare, others with the id as tie-break behind the order field. */
export function indexedFields(index: IndexDeclaration): string[] {
  if (index.unique) return [...index.by];
  return [...new Set([...index.by, ...(index.order ? [index.order] : []), 'id', ...(index.filters ?? [])])];
}

/** Tells what the index is made of, so that a changed declaration is a new index. */
export function indexName(declaration: CollectionDeclaration, index: IndexDeclaration): string {
  return [declaration.name, index.unique ? 'unique' : 'by', ...indexedFields(index)].join('_');
}

/** Fields that queries name, apart from the id: each of them is a scalar or missing in every document. */
export function queriedFields(declaration: CollectionDeclaration): string[] {
  const fields = declaration.indexes.flatMap(indexedFields).filter((field) => field !== 'id');
  return [...new Set(['workspaceId', ...fields])];
}

/** Fields that every document must have, or paging and uniqueness would differ between drivers. */
export function requiredFields(declaration: CollectionDeclaration): string[] {
  const fields = declaration.indexes.flatMap((index) => [
    ...(index.unique ? index.by : []),
    ...(index.order ? [index.order] : []),
  ]);
  return [...new Set(['id', 'workspaceId', ...fields])];
}

function assertMatches(name: string, pattern: RegExp): void {
  if (!pattern.test(name)) throw new Error(`"${name}" cannot name a collection or an indexed field.`);
}
