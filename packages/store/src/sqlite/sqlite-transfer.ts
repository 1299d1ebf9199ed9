import type { DatabaseSync } from 'node:sqlite';
import { isDeepStrictEqual } from 'node:util';
import { documentToJson } from '../check-document.ts';
import type { CollectionDeclaration } from '../declaration.ts';
import type { CollectionTransfer, Document } from '../port.ts';
import { inTransaction } from './in-transaction.ts';
import type { Prepare } from './prepare.ts';
import { rowToDocument } from './sqlite-collection.ts';
import { quoted } from './sqlite-sql.ts';

/** Carries a table to and from another store; a batch is one transaction, so a copy is quick. */
export function sqliteTransfer(
  declaration: CollectionDeclaration,
  database: DatabaseSync,
  prepare: Prepare,
): CollectionTransfer {
  const table = quoted(declaration.name);
  return {
    async size() {
      return Number(prepare(`SELECT count(*) AS number FROM ${table}`).get()?.number);
    },

    async readAfter(id, limit) {
      return prepare(`SELECT id, revision, body FROM ${table} WHERE id > ? ORDER BY id LIMIT ?`)
        .all(id, limit)
        .map((row) => rowToDocument(declaration, row));
    },

    async restore(docs) {
      const insert = prepare(
        `INSERT INTO ${table} (id, revision, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
      );
      const select = prepare(`SELECT id, revision, body FROM ${table} WHERE id = ?`);
      const isThere = (doc: Document) => {
        const { changes } = insert.run(doc.id, doc.revision, documentToJson(declaration, doc));
        if (Number(changes) === 1) return true;
        const row = select.get(doc.id);
        return row !== undefined && isDeepStrictEqual(rowToDocument(declaration, row), doc);
      };
      return inTransaction(database, () => docs.filter((doc) => !isThere(doc)).map((doc) => doc.id));
    },
  };
}
