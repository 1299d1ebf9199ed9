import type { SQLInputValue } from 'node:sqlite';
import type { PlannedFind, PlannedQuery, Test } from '../plan-query.ts';
import type { Scalar } from '../port.ts';

export interface Sql {
  text: string;
  values: SQLInputValue[];
}

const comparisons = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

/** The conditions as SQL. Field names come from declarations, never from a caller; values are always bound. */
export function whereSql({ tests }: PlannedQuery): Sql {
  const parts = tests.map(testSql);
  return {
    text: parts.length === 0 ? '1' : parts.map((part) => part.text).join(' AND '),
    values: parts.flatMap((part) => part.values),
  };
}

/** Only what comes behind the last document of the page before; the first comparison lets the index seek there. */
export function afterSql({ order, after }: PlannedFind): Sql {
  if (!after) return { text: '1', values: [] };
  const sign = order.direction === 'ascending' ? '>' : '<';
  if (order.by === 'id') return { text: `id ${sign} ?`, values: [after.id] };
  const field = quoted(order.by);
  const value = sqlValue(after.value);
  return {
    text: `${field} ${sign}= ? AND (${field} ${sign} ? OR id ${sign} ?)`,
    values: [value, value, after.id],
  };
}

export function orderSql({ order }: PlannedFind): string {
  const direction = order.direction === 'ascending' ? 'ASC' : 'DESC';
  return order.by === 'id' ? `id ${direction}` : `${quoted(order.by)} ${direction}, id ${direction}`;
}

export function quoted(name: string): string {
  return `"${name}"`;
}

function testSql(test: Test): Sql {
  const field = quoted(test.field);
  if (test.kind === 'equals') return { text: `${field} IS ?`, values: [sqlValue(test.value)] };
  if (test.kind === 'range') return { text: `${field} ${comparisons[test.sign]} ?`, values: [test.value] };
  // One bound JSON array instead of a question mark each: the text, and so the prepared statement, stays the same.
  const listed = `${field} IN (SELECT value FROM json_each(?))`;
  const values = [JSON.stringify(test.values.filter((value) => value !== null).map(sqlValue))];
  return { text: test.values.includes(null) ? `(${listed} OR ${field} IS NULL)` : listed, values };
}

/** Booleans are stored in generated columns as words, so that they never equal a number. */
function sqlValue(value: Scalar): string | number | null {
  return typeof value === 'boolean' ? String(value) : value;
}
