export interface DiffPart {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

const mostTokens = 2_500;

/** What changed between two texts, word by word. Texts too long to compare by words are compared by lines. */
export function diffWords(before: string, after: string): DiffPart[] {
  const words = [tokenize(before, /(\s+)/), tokenize(after, /(\s+)/)] as const;
  const fits = words[0].length <= mostTokens && words[1].length <= mostTokens;
  const [left, right] = fits ? words : [tokenize(before, /(\n)/), tokenize(after, /(\n)/)];
  if (left.length > mostTokens || right.length > mostTokens) {
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ];
  }
  return joinNeighbours(diff(left, right));
}

const tokenize = (text: string, separator: RegExp) => text.split(separator).filter((token) => token !== '');

/** Longest common subsequence, read off from the front. */
function diff(left: string[], right: string[]): DiffPart[] {
  const width = right.length + 1;
  const lengths = new Uint16Array((left.length + 1) * width);
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let column = right.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        left[row] === right[column]
          ? (lengths[(row + 1) * width + column + 1] ?? 0) + 1
          : Math.max(lengths[(row + 1) * width + column] ?? 0, lengths[row * width + column + 1] ?? 0);
    }
  }
  const parts: DiffPart[] = [];
  let row = 0;
  let column = 0;
  while (row < left.length && column < right.length) {
    const [old = '', fresh = ''] = [left[row], right[column]];
    if (old === fresh) {
      parts.push({ kind: 'same', text: old });
      row += 1;
      column += 1;
    } else if ((lengths[(row + 1) * width + column] ?? 0) >= (lengths[row * width + column + 1] ?? 0)) {
      parts.push({ kind: 'removed', text: old });
      row += 1;
    } else {
      parts.push({ kind: 'added', text: fresh });
      column += 1;
    }
  }
  for (const text of left.slice(row)) parts.push({ kind: 'removed', text });
  for (const text of right.slice(column)) parts.push({ kind: 'added', text });
  return parts;
}

function joinNeighbours(parts: DiffPart[]): DiffPart[] {
  const joined: DiffPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last?.kind === part.kind) last.text += part.text;
    else joined.push({ ...part });
  }
  return joined;
}
