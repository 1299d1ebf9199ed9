import { describe, expect, it } from 'vitest';
import { holeAt, holesOf, insertionAt } from './hole-at.ts';

describe('holes in a text', () => {
  const text = 'Hello {{ trigger.name }}, re {{ steps.load';
  it('knows the expression the caret is in', () => {
    expect(holeAt(text, 12)?.source).toBe(' trigger.name ');
    expect(holeAt(text, text.length)).toEqual({ source: ' steps.load', start: 31, end: text.length });
    expect(holeAt(text, 3)).toBeUndefined();
    expect(holeAt(text, 26)).toBeUndefined();
    expect(holeAt('{{', 1)).toBeUndefined();
  });
  it('lists the closed ones', () => {
    expect(holesOf(text).map((hole) => text.slice(hole.start, hole.end))).toEqual([' trigger.name ']);
  });
  it('puts braces around what is inserted into plain text only', () => {
    expect(insertionAt(text, 3, 'template', 'trigger.id')).toBe('{{ trigger.id }}');
    expect(insertionAt(text, 12, 'template', 'trigger.id')).toBe('trigger.id');
    expect(insertionAt('1 + ', 4, 'expression', 'trigger.id')).toBe('trigger.id');
  });
});
