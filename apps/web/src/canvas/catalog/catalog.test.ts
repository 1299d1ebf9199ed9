import { nodeTypes } from '@dayshift/nodes';
import { describe, expect, it } from 'vitest';
import { isKnownIcon } from '../../graph/node-icons.tsx';
import { filterPalette, newNodeOf, paletteGroups } from './palette-items.ts';

describe('the palette', () => {
  it('offers every node type once, with an icon that is shipped', () => {
    const items = paletteGroups().flatMap((group) => group.items);
    expect(items.map((item) => item.type).sort()).toEqual(nodeTypes.map((nodeType) => nodeType.type).sort());
    expect(items.filter((item) => !isKnownIcon(item.icon)).map((item) => item.icon)).toEqual([]);
    for (const item of items) expect(newNodeOf(item.type)).toBeDefined();
  });

  it('finds by name first, then by what a step does', () => {
    const found = filterPalette(paletteGroups(), 'http').flatMap((group) => group.items);
    expect(found[0]?.type).toBe('http-request');
    expect(filterPalette(paletteGroups(), 'mail').flatMap((group) => group.items)[0]?.type).toBe(
      'mail-received',
    );
    expect(
      filterPalette(paletteGroups(), 'mail', true)
        .flatMap((group) => group.items)
        .some((item) => item.isTrigger),
    ).toBe(false);
    expect(filterPalette(paletteGroups(), 'zzz')).toEqual([]);
  });
});
