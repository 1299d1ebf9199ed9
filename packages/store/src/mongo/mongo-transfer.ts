import { isDeepStrictEqual } from 'node:util';
import { type Model, trusted } from 'mongoose';
import type { CollectionDeclaration } from '../declaration.ts';
import type { CollectionTransfer } from '../port.ts';
import { insertStored } from './insert-stored.ts';
import { fromStored, toStored } from './mongo-collection.ts';
import type { StoredDocument } from './mongoose-model.ts';

/** Carries a collection to and from another store. */
export function mongoTransfer(
  declaration: CollectionDeclaration,
  model: Model<StoredDocument>,
): CollectionTransfer {
  return {
    async size() {
      return model.countDocuments({});
    },

    async readAfter(id, limit) {
      const behind = { _id: trusted({ $gt: id }) };
      const found = await model.find(behind).sort({ _id: 1 }).limit(limit).lean<StoredDocument[]>();
      return found.map(fromStored);
    },

    async restore(docs) {
      const ids = docs.map((doc) => doc.id);
      const stored = await model.find({ _id: trusted({ $in: ids }) }).lean<StoredDocument[]>();
      const present = new Map(stored.map((one) => [one._id, fromStored(one)]));
      const missing = docs.filter((doc) => !present.has(doc.id));
      await insertStored(
        model,
        missing.map((doc) => toStored(declaration, doc, doc.revision)),
      );
      return ids.filter((id, index) => present.has(id) && !isDeepStrictEqual(present.get(id), docs[index]));
    },
  };
}
