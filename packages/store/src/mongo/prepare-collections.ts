import type { Model } from 'mongoose';
import { type CollectionDeclaration, indexedFields, indexName } from '../declaration.ts';
import { mongoField } from './mongo-filter.ts';
import type { StoredDocument } from './mongoose-model.ts';

/**
 * Creates what is missing of the declared indexes; repeating it changes nothing. It drops none: during a rolling
 * update the older program still needs its own.
 */
export async function prepareCollection(
  declaration: CollectionDeclaration,
  model: Model<StoredDocument>,
): Promise<void> {
  for (const index of declaration.indexes) {
    const keys = indexedFields(index).map((field) => [mongoField(field), 1] as const);
    await model.collection.createIndex(Object.fromEntries(keys), {
      name: indexName(declaration, index),
      ...(index.unique && { unique: true }),
    });
  }
}
