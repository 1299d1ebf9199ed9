import { findNodeType, type NodeCategory, nodeTypes } from '@dayshift/nodes';
import { emptyContainerSize } from '../../graph/graph-facts.ts';
import type { NewNode } from '../edits/add-node.ts';

/** A kind of step as the palette shows it. */
export interface PaletteItem {
  type: string;
  title: string;
  icon: string;
  description: string;
  isTrigger: boolean;
}

export interface PaletteGroup {
  title: string;
  items: PaletteItem[];
}

const groupTitles: readonly (readonly [NodeCategory, string])[] = [
  ['start', 'Start'],
  ['people', 'People'],
  ['ai', 'AI'],
  ['flow', 'Flow'],
  ['do', 'Do'],
];

const groups: PaletteGroup[] = groupTitles.map(([category, title]) => ({
  title,
  items: nodeTypes
    .filter((nodeType) => nodeType.category === category)
    .map((nodeType) => ({
      type: nodeType.type,
      title: nodeType.title,
      icon: nodeType.icon,
      description: nodeType.help,
      isTrigger: nodeType.isTrigger,
    })),
}));

export const paletteGroups = (): PaletteGroup[] => groups;

export function newNodeOf(type: string): NewNode | undefined {
  const nodeType = findNodeType(type);
  if (!nodeType) return undefined;
  return {
    type,
    typeVersion: nodeType.version,
    title: nodeType.title,
    config: nodeType.starter,
    ...(nodeType.isContainer && { size: { ...emptyContainerSize } }),
  };
}

/** What is left after typing: names that begin with the words first, then those that hold them. */
export function filterPalette(
  groups: PaletteGroup[],
  query: string,
  withoutTriggers = false,
): PaletteGroup[] {
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  return groups
    .map((group) => ({
      ...group,
      items: group.items.filter((item) => {
        if (withoutTriggers && item.isTrigger) return false;
        const text = `${item.title} ${item.description} ${group.title}`.toLowerCase();
        return words.every((word) => text.includes(word));
      }),
    }))
    .filter((group) => group.items.length > 0)
    .sort((a, b) => Number(startsWith(b, words)) - Number(startsWith(a, words)))
    .map((group) => ({
      ...group,
      items: [...group.items].sort((a, b) => Number(begins(b, words)) - Number(begins(a, words))),
    }));
}

const begins = (item: PaletteItem, [word]: string[]) =>
  word !== undefined && item.title.toLowerCase().startsWith(word);
const startsWith = (group: PaletteGroup, words: string[]) => group.items.some((item) => begins(item, words));
