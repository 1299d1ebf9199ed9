import { type ChangeObject, diffLines, diffWordsWithSpace } from 'diff';

export interface DiffPart {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** A comparison nobody waits for: two long texts that have little in common are shown one after the other. */
const limit = { maxEditLength: 2_000, timeout: 150 };

/** What changed between two texts, word by word; by lines where they differ too much for that. */
export function diffWords(before: string, after: string): DiffPart[] {
  const changes = diffWordsWithSpace(before, after, limit) ?? diffLines(before, after, limit);
  return (
    changes?.map(toPart) ?? [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ]
  );
}

function toPart({ added, removed, value }: ChangeObject<string>): DiffPart {
  return { kind: added ? 'added' : removed ? 'removed' : 'same', text: value };
}
