import { type CollectionDeclaration, type IndexDeclaration, indexedFields } from './declaration.ts';
import { QueryError } from './errors.ts';
import type { After, Condition, FindQuery, Order, Scalar, Where } from './port.ts';

/** A condition in the one shape drivers translate. */
export type Test =
  | { field: string; kind: 'equals'; value: Scalar }
  | { field: string; kind: 'in'; values: readonly Scalar[] }
  | { field: string; kind: 'range'; sign: 'gt' | 'gte' | 'lt' | 'lte'; value: string | number };

export interface PlannedQuery {
  tests: Test[];
  /** The index that serves it; missing for the id itself. */
  index?: IndexDeclaration;
}

export interface PlannedFind extends PlannedQuery {
  order: Order;
  after?: After;
  limit: number;
}

const byId: IndexDeclaration = { by: ['id'], filters: ['workspaceId'] };
const signs = ['gt', 'gte', 'lt', 'lte'] as const;

/** Checks a query against the declared indexes: whatever gets through is bounded, and free of foreign operators. */
export function planFind(declaration: CollectionDeclaration, query: FindQuery): PlannedFind {
  const order: Order = query.order ?? { by: 'id', direction: 'ascending' };
  if (order.direction !== 'ascending' && order.direction !== 'descending')
    throw new QueryError(`${declaration.name}: an order is "ascending" or "descending".`);
  if (!Number.isInteger(query.limit) || query.limit < 1 || query.limit > 1000)
    throw new QueryError(`${declaration.name}: limit is a whole number from 1 to 1000, not ${query.limit}.`);
  return {
    ...planQuery(declaration, query.where, { order }),
    order,
    ...(query.after && { after: checkAfter(declaration, query.after) }),
    limit: query.limit,
  };
}

/** The same for counting; `group` is the field counted by. */
export function planCount(declaration: CollectionDeclaration, where: Where, group?: string): PlannedQuery {
  return planQuery(declaration, where, { group });
}

function planQuery(
  declaration: CollectionDeclaration,
  where: Where,
  { order, group }: { order?: Order; group?: string | undefined },
): PlannedQuery {
  const tests = Object.entries(where).flatMap(([field, condition]) => testsOf(declaration, field, condition));
  const bound = new Set(tests.filter((test) => test.kind !== 'range').map((test) => test.field));
  const named = new Set([...tests.map((test) => test.field), ...(group ? [group] : [])]);
  const serves = (index: IndexDeclaration): boolean => {
    const fields = new Set([...indexedFields(index), 'id']);
    return (
      index.by.every((field) => bound.has(field)) &&
      (order === undefined || order.by === (index.order ?? 'id')) &&
      [...named].every((field) => fields.has(field))
    );
  };
  // The narrowest first: the more values are bound, the less is read.
  const index = declaration.indexes.toSorted((a, b) => b.by.length - a.by.length).find(serves);
  if (index) return { tests, index };
  if (serves(byId)) return { tests };
  throw new QueryError(
    `No declared index of ${declaration.name} serves where(${[...named].join(', ')})${order ? ` ordered by ${order.by}` : ''}.`,
  );
}

function testsOf(declaration: CollectionDeclaration, field: string, condition: Condition): Test[] {
  if (isScalar(condition)) return [{ field, kind: 'equals', value: condition }];
  // From a caller without types anything may come: an unknown shape is refused, never passed on to the database.
  const entries = typeof condition === 'object' ? Object.entries(condition) : [];
  if (entries.length === 0) throw badCondition(declaration, field);
  if ('in' in condition) {
    if (
      entries.length > 1 ||
      !Array.isArray(condition.in) ||
      condition.in.length > 1000 ||
      !condition.in.every(isScalar)
    )
      throw badCondition(declaration, field);
    return [{ field, kind: 'in', values: condition.in }];
  }
  return entries.map(([name, value]) => {
    const sign = signs.find((known) => known === name);
    if (!sign || !isOrdered(value)) throw badCondition(declaration, field);
    return { field, kind: 'range', sign, value };
  });
}

function checkAfter(declaration: CollectionDeclaration, after: After): After {
  const isPlace =
    typeof after.id === 'string' && (isOrdered(after.value) || typeof after.value === 'boolean');
  if (!isPlace) throw new QueryError(`${declaration.name}: "after" is the value and the id of a document.`);
  return after;
}

function isScalar(value: unknown): value is Scalar {
  return value === null || typeof value === 'boolean' || isOrdered(value);
}

function isOrdered(value: unknown): value is string | number {
  return typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
}

function badCondition(declaration: CollectionDeclaration, field: string): QueryError {
  return new QueryError(
    `${declaration.name}: the condition on "${field}" is a value, { in: […] }, or { gt, gte, lt, lte }.`,
  );
}
