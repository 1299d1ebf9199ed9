import type { PickerNode } from './picker-tree.ts';

/** One line of the picker. */
export interface PickerRow {
  node: PickerNode;
  /** From 1, as a tree counts. */
  level: number;
  /** Where a found field is, in words. */
  within?: string | undefined;
  isOpen: boolean;
}

/** The lines of a tree with some of its nodes open. */
export function rowsOfTree(
  nodes: readonly PickerNode[],
  isOpen: (node: PickerNode, level: number) => boolean,
  level = 1,
): PickerRow[] {
  return nodes.flatMap((node): PickerRow[] => {
    const isNodeOpen = node.children.length > 0 && isOpen(node, level);
    const row: PickerRow = { node, level, isOpen: isNodeOpen };
    return isNodeOpen ? [row, ...rowsOfTree(node.children, isOpen, level + 1)] : [row];
  });
}

/**
 * The values a search means: those whose own name holds one of the words, the others may be in the names above. What is only
 * inside of something found is not found itself; it can be opened there.
 */
export function rowsFound(
  nodes: readonly PickerNode[],
  search: string,
  isOpen: (node: PickerNode, level: number) => boolean,
): PickerRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found: PickerRow[] = [];
  const walk = (node: PickerNode, within: readonly string[]) => {
    const own = `${node.label} ${nameOf(node.path)}`.toLowerCase();
    const all = `${within.join(' ')} ${own}`.toLowerCase();
    if (words.some((word) => own.includes(word)) && words.every((word) => all.includes(word))) {
      const [row, ...inside] = rowsOfTree([node], isOpen);
      if (row) found.push({ ...row, within: within.join(' › ') || undefined }, ...inside);
    }
    for (const child of node.children) walk(child, [...within, node.label]);
  };
  for (const node of nodes) walk(node, []);
  return unique(found);
}

/** The row above that a row hangs on; undefined at the top. */
export function parentOf(rows: readonly PickerRow[], at: number): number | undefined {
  const level = rows[at]?.level ?? 1;
  for (let above = at - 1; above >= 0; above -= 1) if ((rows[above]?.level ?? 1) < level) return above;
  return undefined;
}

const nameOf = (path: string) => path.split('.').at(-1) ?? path;

/** A field that is found and also stands inside an opened one is shown once. */
function unique(rows: readonly PickerRow[]): PickerRow[] {
  const seen = new Set<string>();
  return rows.filter(({ node }) => !seen.has(node.path) && seen.add(node.path));
}
