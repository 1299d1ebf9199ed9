/** What every stored document has. `revision` counts its writes from 1 and is kept by the store alone. */
export interface Document {
  id: string;
  revision: number;
  workspaceId: string;
}

/** What an indexed field may hold. A missing field and `null` are the same to a query. */
export type Scalar = string | number | boolean | null;

export type Condition =
  | Scalar
  | { in: readonly Scalar[] }
  | { gt?: string | number; gte?: string | number; lt?: string | number; lte?: string | number };

/** Conditions by field, all of which must hold. Nested fields are dotted: `delivery.state`. */
export type Where = Readonly<Record<string, Condition>>;

export interface Order {
  by: string;
  direction: 'ascending' | 'descending';
}

/** The last document of the page before: its value of the order field, and its id. */
export interface After {
  value: string | number | boolean;
  id: string;
}

export interface FindQuery {
  where: Where;
  /** By id, ascending, unless told. Equal values are ordered by id, in the same direction. */
  order?: Order;
  after?: After;
  limit: number;
}

/**
 * The one door to stored documents. Every write is atomic for one document; to change one, use `update`.
 * A query that no declared index serves throws: a query without an index does not exist.
 */
export interface Collection<T extends Document> {
  readonly name: string;
  get(id: string): Promise<T | undefined>;
  /** `exists` when the id, or a unique key, is taken. */
  insert(doc: Omit<T, 'revision'>): Promise<'inserted' | 'exists'>;
  replace(doc: T, ifRevision: number): Promise<'done' | 'conflict'>;
  remove(id: string, ifRevision: number): Promise<'done' | 'conflict'>;
  find(query: FindQuery): Promise<T[]>;
  count(where: Where): Promise<number>;
  /** Number of documents for each value of a field; a missing value counts under 'null'. */
  countBy(field: string, where: Where): Promise<Record<string, number>>;
}

/** How a whole collection is carried to another store: as stored, revisions included, never parsed. */
export interface CollectionTransfer {
  size(): Promise<number>;
  /** Documents in order of id. */
  readAfter(id: string, limit: number): Promise<Document[]>;
  /** Writes documents that are not there yet, and tells the ids under which something else is there. */
  restore(docs: readonly Document[]): Promise<string[]>;
}
