import { describe, expect, it } from 'vitest';
import { holeAt, holesOf, insertionAt } from './hole-at.ts';
import { mayComplete } from './may-complete.ts';
import { caretAfterBrace } from './typed-brace.ts';

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
  it('reads them as the template does: an object, braces in quotes, and plain braces', () => {
    const sources = (of: string) => holesOf(of).map((hole) => hole.source.trim());
    expect(sources('a {{ {"b": {"c": 1}} }} d')).toEqual(['{"b": {"c": 1}}']);
    expect(sources('{{ "}}" + trigger.a }}')).toEqual(['"}}" + trigger.a']);
    expect(sources('\\{{ not }} but {{ this }}')).toEqual(['this']);
    expect(sources('{{ "open }} and {{ a }}')).toEqual(['a']);
  });
  it('puts braces around what is inserted into plain text only', () => {
    expect(insertionAt(text, 3, 'template', 'trigger.id')).toBe('{{ trigger.id }}');
    expect(insertionAt(text, 12, 'template', 'trigger.id')).toBe('trigger.id');
    expect(insertionAt('1 + ', 4, 'expression', 'trigger.id')).toBe('trigger.id');
  });
});

describe('typing a closing brace', () => {
  const at = (marked: string) => {
    const offset = marked.indexOf('|');
    return [marked.replace('|', ''), offset] as const;
  };
  it('steps over the braces that are already there, so that they are not doubled', () => {
    expect(caretAfterBrace(...at('Hello {{ trigger.name| }}!'))).toBe(24);
    expect(caretAfterBrace(...at('{{ trigger.name |}}'))).toBe(18);
  });
  it('is a brace where it closes an object, stands in plain text, or ends an open hole', () => {
    expect(caretAfterBrace(...at('{{ {"a": 1| }}'))).toBeUndefined();
    expect(caretAfterBrace(...at('plain | text {{ a }}'))).toBeUndefined();
    expect(caretAfterBrace(...at('{{ trigger.name| and more'))).toBeUndefined();
    expect(caretAfterBrace(...at('{{ tri|gger.name }}'))).toBeUndefined();
  });
});

describe('the list of names', () => {
  it('opens in a word, after a dot and at the beginning', () => {
    for (const source of ['', 'tri', 'trigger.', 'trigger.to', 'item.total > lim', 'list[0].', 'a1'])
      expect(mayComplete(source, source.length)).toBe(true);
  });
  it('stays closed after a number, so that enter adds nothing to it', () => {
    for (const source of ['item.total > 100', '7', 'a + 1.5', 'trigger.total >= 0.', 'total > '])
      expect(mayComplete(source, source.length)).toBe(false);
  });
});
