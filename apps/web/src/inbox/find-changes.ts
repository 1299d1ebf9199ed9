import type { Json } from '@dayshift/model';
import microdiff from 'microdiff';

export interface Change {
  /** `subject`, `body.amount`. */
  path: string;
  before: Json | undefined;
  after: Json | undefined;
}

/** What an edit changes, by path. */
export function findChanges(before: Json, after: Json): Change[] {
  const isComparable =
    typeof before === 'object' && before !== null && typeof after === 'object' && after !== null;
  if (!isComparable || Array.isArray(before) !== Array.isArray(after)) {
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path: '', before, after }];
  }
  // microdiff's types want records or arrays of one kind; both are checked to be the same kind above.
  return microdiff(before as Record<string, Json>, after as Record<string, Json>).map((change) => ({
    path: change.path.join('.'),
    before: 'oldValue' in change ? change.oldValue : undefined,
    after: 'value' in change ? change.value : undefined,
  }));
}
