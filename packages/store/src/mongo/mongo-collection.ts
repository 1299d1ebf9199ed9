import type { Model } from 'mongoose';
import { documentToJson } from '../check-document.ts';
import type { CollectionDeclaration } from '../declaration.ts';
import { DuplicateKeyError, StoreFullError } from '../errors.ts';
import { parseDocument } from '../parse-document.ts';
import { planCount, planFind } from '../plan-query.ts';
import type { Collection, Document, FindQuery, Where } from '../port.ts';
import { escapeKeys, unescapeKeys } from './escape-keys.ts';
import { insertStored } from './insert-stored.ts';
import { afterFilter, conjunction, mongoField, sortBy, whereFilter } from './mongo-filter.ts';
import type { StoredDocument } from './mongoose-model.ts';

/** A collection in MongoDB. Every write is one operation on one document, confirmed by a majority with its journal. */
export function mongoCollection<T extends Document>(
  declaration: CollectionDeclaration<T>,
  model: Model<StoredDocument>,
): Collection<T> {
  const parse = (stored: StoredDocument) => parseDocument(declaration, fromStored(stored));

  return {
    name: declaration.name,

    async get(id) {
      const stored = await model.findOne({ _id: String(id) }).lean<StoredDocument>();
      return stored ? parse(stored) : undefined;
    },

    async insert(doc) {
      try {
        await insertStored(model, [toStored(declaration, doc, 1)]);
        return 'inserted';
      } catch (error) {
        if (isDuplicate(error)) return 'exists';
        throw orFull(error);
      }
    },

    async replace(doc, ifRevision) {
      try {
        const outcome = await model.replaceOne(
          { _id: doc.id, revision: ifRevision, workspaceId: doc.workspaceId },
          toStored(declaration, doc, ifRevision + 1),
        );
        return outcome.matchedCount === 1 ? 'done' : 'conflict';
      } catch (error) {
        if (!isDuplicate(error)) throw orFull(error);
        throw new DuplicateKeyError(
          `${declaration.name} "${doc.id}" would take the key of another document.`,
          {
            cause: error,
          },
        );
      }
    },

    async remove(id, ifRevision) {
      const outcome = await model.deleteOne({ _id: id, revision: ifRevision });
      return outcome.deletedCount === 1 ? 'done' : 'conflict';
    },

    async find(query: FindQuery) {
      const plan = planFind(declaration, query);
      const filter = conjunction([whereFilter(plan), afterFilter(plan)]);
      const found = await model.find(filter).sort(sortBy(plan)).limit(plan.limit).lean<StoredDocument[]>();
      return found.map(parse);
    },

    async count(where: Where) {
      return model.countDocuments(whereFilter(planCount(declaration, where)));
    },

    async countBy(field: string, where: Where) {
      const filter = whereFilter(planCount(declaration, where, field));
      const groups = await model.aggregate<{ _id: unknown; number: number }>([
        { $match: filter },
        { $group: { _id: `$${mongoField(field)}`, number: { $sum: 1 } } },
      ]);
      return Object.fromEntries(groups.map(({ _id, number }) => [String(_id ?? null), number]));
    },
  };
}

/** A stored document as it was given, not yet parsed by its schema. */
export function fromStored(stored: StoredDocument): Document {
  const { _id, revision, ...body } = stored;
  return { ...(unescapeKeys(body) as Omit<Document, 'id' | 'revision'>), id: _id, revision };
}

export function toStored(
  declaration: CollectionDeclaration,
  doc: Omit<Document, 'revision'>,
  revision: number,
): StoredDocument {
  const body = escapeKeys(JSON.parse(documentToJson(declaration, doc))) as Record<string, unknown>;
  return { ...body, _id: doc.id, revision };
}

function isDuplicate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 11000;
}

/** OutOfDiskSpace, or a write that the server's storage engine could not do for want of room. */
function orFull(error: unknown): unknown {
  const isFull =
    error instanceof Error &&
    (('code' in error && error.code === 14031) ||
      /no space left on device|out of disk space/i.test(error.message));
  return isFull
    ? new StoreFullError(
        'The disk of the MongoDB server is full: free some space, and it goes on by itself.',
        {
          cause: error,
        },
      )
    : error;
}
