import { trusted } from 'mongoose';
import type { PlannedFind, PlannedQuery, Test } from '../plan-query.ts';

export type Filter = Record<string, unknown>;

/**
 * The conditions as a filter. Each operator is written here and marked as trusted one by one: with `sanitizeFilter` on,
 * anything else that looks like an operator is compared as a value.
 */
export function whereFilter({ tests }: PlannedQuery): Filter {
  return conjunction(tests.map(testFilter));
}

export function afterFilter({ order, after }: PlannedFind): Filter {
  if (!after) return {};
  const sign = order.direction === 'ascending' ? '$gt' : '$lt';
  const behind = { _id: trusted({ [sign]: after.id }) };
  if (order.by === 'id') return behind;
  // The first condition lets the index seek to the place; the second skips what was shown of equal values.
  const reached = { [order.by]: trusted({ [`${sign}e`]: after.value }) };
  return conjunction([reached, { $or: trusted([{ [order.by]: trusted({ [sign]: after.value }) }, behind]) }]);
}

export function sortBy({ order }: PlannedFind): Record<string, 1 | -1> {
  const direction = order.direction === 'ascending' ? 1 : -1;
  return order.by === 'id' ? { _id: direction } : { [order.by]: direction, _id: direction };
}

export function conjunction(filters: Filter[]): Filter {
  const parts = filters.filter((filter) => Object.keys(filter).length > 0);
  return parts.length < 2 ? (parts[0] ?? {}) : { $and: trusted(parts) };
}

export function mongoField(field: string): string {
  return field === 'id' ? '_id' : field;
}

function testFilter(test: Test): Filter {
  const field = mongoField(test.field);
  if (test.kind === 'equals') return { [field]: test.value };
  if (test.kind === 'in') return { [field]: trusted({ $in: test.values }) };
  return { [field]: trusted({ [`$${test.sign}`]: test.value }) };
}
