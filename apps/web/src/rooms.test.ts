import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { expect, test } from 'vitest';

// Two rooms that know each other are one room with a wall in it: neither can be changed, read or loaded alone.
test('no two rooms of the web app know each other, by whatever way round', () => {
  expect(roundTrip(importsBetweenRooms())).toBeUndefined();
});

const source = import.meta.dirname;

function importsBetweenRooms(): Map<string, Set<string>> {
  const rooms = new Map<string, Set<string>>();
  for (const file of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(file)) continue;
    const room = roomOf(file);
    const known = rooms.get(room) ?? new Set<string>();
    rooms.set(room, known);
    for (const [, path = ''] of readFileSync(join(source, file), 'utf8').matchAll(/['"](\.[^'"\n]+)['"]/g)) {
      const imported = roomOf(relative(source, resolve(dirname(join(source, file)), path)));
      if (imported !== room && imported !== '..') known.add(imported);
    }
  }
  return rooms;
}

/** The first way that leads from a room back into it. */
function roundTrip(rooms: ReadonlyMap<string, ReadonlySet<string>>): string | undefined {
  const visit = (room: string, way: readonly string[]): string | undefined => {
    if (way.includes(room)) return [...way.slice(way.indexOf(room)), room].join(' > ');
    for (const next of rooms.get(room) ?? []) {
      const found = visit(next, [...way, room]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  for (const room of rooms.keys()) {
    const found = visit(room, []);
    if (found !== undefined) return found;
  }
  return undefined;
}

const roomOf = (file: string) => (file.includes(sep) ? (file.split(sep)[0] ?? '') : 'main');
