import { documentToJson } from '../check-document.ts';
import { type CollectionDeclaration, indexName } from '../declaration.ts';
import { DocumentError, DuplicateKeyError } from '../errors.ts';
import { parseDocument } from '../parse-document.ts';
import { type PlannedQuery, planCount, planFind } from '../plan-query.ts';
import type { Collection, Document, FindQuery, Where } from '../port.ts';
import type { Fullness } from './fullness.ts';
import type { Prepare } from './prepare.ts';
import { afterSql, orderSql, quoted, whereSql } from './sqlite-sql.ts';

interface Row {
  id: string;
  revision: number;
  body: string;
}

/** A collection as one table. Each write is one statement, so SQLite itself makes it atomic across processes. */
export function sqliteCollection<T extends Document>(
  declaration: CollectionDeclaration<T>,
  prepare: Prepare,
  fullness: Fullness,
): Collection<T> {
  const table = quoted(declaration.name);
  const parse = (row: unknown) => parseDocument(declaration, rowToDocument(declaration, row));
  // The index is named, so a plan never depends on statistics that a fresh file does not have.
  const from = ({ index }: PlannedQuery) =>
    `FROM ${table}${index ? ` INDEXED BY ${quoted(indexName(declaration, index))}` : ''}`;

  return {
    name: declaration.name,

    async get(id) {
      const row = prepare(`SELECT id, revision, body FROM ${table} WHERE id = ?`).get(id);
      return row && parse(row);
    },

    async insert(doc) {
      const body = documentToJson(declaration, doc);
      const { changes } = fullness.watch(() =>
        prepare(`INSERT INTO ${table} (id, revision, body) VALUES (?, 1, ?) ON CONFLICT DO NOTHING`).run(
          doc.id,
          body,
        ),
      );
      return Number(changes) === 1 ? 'inserted' : 'exists';
    },

    async replace(doc, ifRevision) {
      const body = documentToJson(declaration, doc);
      const statement = prepare(
        `UPDATE ${table} SET revision = revision + 1, body = ? WHERE id = ? AND revision = ? AND "workspaceId" = ?`,
      );
      try {
        const { changes } = fullness.watch(() => statement.run(body, doc.id, ifRevision, doc.workspaceId));
        return Number(changes) === 1 ? 'done' : 'conflict';
      } catch (error) {
        if (!isUniqueViolation(error)) throw error;
        throw new DuplicateKeyError(
          `${declaration.name} "${doc.id}" would take the key of another document.`,
          {
            cause: error,
          },
        );
      }
    },

    async remove(id, ifRevision) {
      const { changes } = fullness.watch(() =>
        prepare(`DELETE FROM ${table} WHERE id = ? AND revision = ?`).run(id, ifRevision),
      );
      return Number(changes) === 1 ? 'done' : 'conflict';
    },

    async find(query: FindQuery) {
      const plan = planFind(declaration, query);
      const where = whereSql(plan);
      const after = afterSql(plan);
      return prepare(
        `SELECT id, revision, body ${from(plan)} WHERE ${where.text} AND ${after.text} ORDER BY ${orderSql(plan)} LIMIT ?`,
      )
        .all(...where.values, ...after.values, plan.limit)
        .map(parse);
    },

    async count(where: Where) {
      const plan = planCount(declaration, where);
      const sql = whereSql(plan);
      const row = prepare(`SELECT count(*) AS number ${from(plan)} WHERE ${sql.text}`).get(...sql.values);
      return Number(row?.number);
    },

    async countBy(field: string, where: Where) {
      const plan = planCount(declaration, where, field);
      const sql = whereSql(plan);
      const rows = prepare(
        `SELECT ${quoted(field)} AS value, count(*) AS number ${from(plan)} WHERE ${sql.text} GROUP BY 1`,
      ).all(...sql.values);
      return Object.fromEntries(rows.map((row) => [String(row.value), Number(row.number)]));
    },
  };
}

/** A stored row as a document, not yet parsed by its schema. */
export function rowToDocument(declaration: CollectionDeclaration, row: unknown): Document {
  // Every SELECT above names these three columns, and the table is STRICT.
  const { id, revision, body } = row as Row;
  try {
    return { ...JSON.parse(body), id, revision };
  } catch (cause) {
    throw new DocumentError(
      `${declaration.name} "${id}" in the store is damaged: restore a copy of the store file.`,
      {
        cause,
      },
    );
  }
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 2067;
}
