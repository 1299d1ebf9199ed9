import { describe, expect, test } from 'vitest';
import { type ColorToken, darkColors, lightColors } from './tokens.ts';

const grounds: ColorToken[] = ['ground', 'panel', 'sunk'];
const states = ['works', 'waits', 'done', 'needs', 'ai', 'accent'] as const;

describe.each([
  ['light', lightColors],
  ['dark', darkColors],
] as const)('the %s theme', (_name, colors) => {
  test.each(['ink', 'ink-2', 'ink-3'] as const)('%s reads on every ground and on a selected row', (ink) => {
    for (const ground of [...grounds, 'accent-ground' as const]) {
      expect(contrast(colors[ink], colors[ground]), ground).toBeGreaterThanOrEqual(4.5);
    }
  });

  test.each(states)('%s reads as text on its own ground and on panels', (state) => {
    for (const ground of [...grounds, `${state}-ground` as const]) {
      expect(contrast(colors[`${state}-ink`], colors[ground]), ground).toBeGreaterThanOrEqual(4.5);
    }
  });

  test.each(states)('%s is seen as a mark', (state) => {
    for (const ground of [...grounds, `${state}-ground` as const]) {
      expect(contrast(colors[state], colors[ground]), ground).toBeGreaterThanOrEqual(3);
    }
  });

  test('filled buttons read, also under the pointer', () => {
    expect(contrast(colors['on-accent'], colors.accent)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colors['on-accent'], colors['accent-hover'])).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colors['on-done'], colors['done-filled'])).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colors['on-done'], colors['done-filled-hover'])).toBeGreaterThanOrEqual(4.5);
  });

  test('the border of an input is seen', () => {
    for (const ground of grounds)
      expect(contrast(colors.control, colors[ground]), ground).toBeGreaterThanOrEqual(3);
  });
});

function contrast(left: string, right: string): number {
  const [dark = 0, bright = 0] = [luminance(left), luminance(right)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
