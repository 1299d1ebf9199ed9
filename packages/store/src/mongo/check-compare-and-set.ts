import type { Model } from 'mongoose';
import { StoreOpenError } from '../errors.ts';
import { insertStored } from './insert-stored.ts';
import type { StoredDocument } from './mongoose-model.ts';

const rounds = 5;
const rivals = 20;

/**
 * Lets many writers race for one revision and expects one winner each time. Servers that speak the protocol but fail
 * this (FerretDB 1 does in nearly every round) would lose decisions and send things twice, so they are refused.
 */
export async function checkCompareAndSet(
  model: Model<StoredDocument>,
  id: string,
  label: string,
): Promise<void> {
  await insertStored(model, [{ _id: id, workspaceId: 'boot-check', revision: 1 }]);
  try {
    for (let revision = 1; revision <= rounds; revision += 1) {
      // Each rival writes something of its own: where all write the same, the second winner changes nothing and hides.
      const race = Array.from({ length: rivals }, (_, rival) =>
        model.replaceOne(
          { _id: id, revision },
          { _id: id, workspaceId: `rival ${rival}`, revision: revision + 1 },
        ),
      );
      const winners = (await Promise.all(race)).filter((outcome) => outcome.matchedCount === 1).length;
      if (winners !== 1)
        throw new StoreOpenError(
          `${label} let ${winners} of ${rivals} concurrent writers change one revision, which Dayshift cannot run on: use MongoDB 6 or newer, or unset MONGODB_URI for the built-in store.`,
        );
    }
  } finally {
    await model.deleteOne({ _id: id });
  }
}
