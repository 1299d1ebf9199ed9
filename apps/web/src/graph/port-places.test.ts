import { describe, expect, it } from 'vitest';
import { shownPorts } from './port-places.ts';

const port = (name: string, label?: string, isError = false) => ({ name, isError, ...(label && { label }) });
const nothing = new Set<string>();

describe('exits along the lower edge', () => {
  it('stand where the drawings have them while their names fit', () => {
    expect(shownPorts([port('done')], nothing, false).map(({ at }) => at)).toEqual([0.5]);
    const ways = [port('a', 'how-to'), port('b', 'billing'), port('c', 'complaint')];
    expect(shownPorts(ways, nothing, false).map(({ at }) => at)).toEqual([0.2, 0.5, 0.8]);
  });

  it('never let two names overlap', () => {
    const ways = ['done', 'rejected', 'nobody answered', 'if it fails', 'something long too'].map((name) =>
      port(name, name),
    );
    const shown = shownPorts(ways, nothing, false);
    for (const [index, each] of shown.entries()) {
      const next = shown[index + 1];
      if (next) expect((each.room + next.room) / 2).toBeLessThanOrEqual((next.at - each.at) * 224 + 1);
    }
  });

  it('cut the longest name first', () => {
    const names = ['how-to', 'billing', 'ads', 'a complaint, or not sure about it'];
    const shown = shownPorts(
      names.map((name) => port(name, name)),
      nothing,
      false,
    );
    const isWhole = shown.map(({ room, label = '' }) => room >= label.length * 6);
    expect(isWhole).toEqual([true, true, true, false]);
  });

  it('show the way out on failure where it is used, or offer it on the selected card without moving the others', () => {
    const outputs = [port('done'), port('error', 'if it fails', true)];
    expect(shownPorts(outputs, nothing, false).map(({ name }) => name)).toEqual(['done']);
    expect(shownPorts(outputs, nothing, true).map(({ at }) => at)).toEqual([0.5, 1]);
    expect(shownPorts(outputs, new Set(['error']), false).map(({ at }) => at)).toEqual([0.3, 0.7]);
  });

  it('leave the corner of a container to what it is resized by', () => {
    const exits = [port('done'), port('error', 'if it fails', true)];
    const [, offered] = shownPorts(exits, nothing, true, 320, true);
    expect(offered?.name).toBe('error');
    expect(320 - (offered?.at ?? 1) * 320).toBeGreaterThanOrEqual(24);
  });
});
