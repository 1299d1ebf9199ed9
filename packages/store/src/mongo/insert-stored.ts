import type { Model } from 'mongoose';
import type { StoredDocument } from './mongoose-model.ts';

/**
 * Inserts documents after Mongoose has cast and checked them. Not by its own insert, which sets the version of whatever
 * is new to 0: our revisions begin at 1, and a copied document keeps the one it has.
 */
export async function insertStored(
  model: Model<StoredDocument>,
  documents: readonly StoredDocument[],
): Promise<void> {
  if (documents.length === 0) return;
  const checked = documents.map((document) => new model(document));
  for (const document of checked) await document.validate();
  // The driver types ids as ObjectId unless told; ours are strings, as the schema says.
  await model.collection.insertMany(checked.map((document) => document.toObject() as never));
}
