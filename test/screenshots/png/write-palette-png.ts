import { crc32, deflateSync } from 'node:zlib';
import type { Picture } from './read-png.ts';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const mostColours = 256;

/** A picture of a user interface has few colours: those that matter are kept, the others become the nearest of them. */
export function writePalettePng({ width, height, colours }: Picture): Buffer {
  const counts = new Map<number, number>();
  for (let at = 0; at < colours.length; at += 3) {
    const colour = colours.readUIntBE(at, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const palette = choosePalette(counts);
  const index = new Map([...counts.keys()].map((colour) => [colour, nearest(palette, colour)]));
  // One byte before each row: nothing is filtered.
  const rows = Buffer.alloc((width + 1) * height);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const row = Math.floor(pixel / width);
    rows[row * (width + 1) + 1 + (pixel % width)] = index.get(colours.readUIntBE(pixel * 3, 3)) ?? 0;
  }
  return Buffer.concat([
    signature,
    chunk('IHDR', header(width, height)),
    chunk('PLTE', Buffer.from(palette.flatMap(channelsOf))),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * One after the other the colour that would be missed most: how often it is there, times how far from those chosen already.
 * By frequency alone, a small green icon would lose its colour to the many greys of text.
 */
function choosePalette(counts: ReadonlyMap<number, number>): number[] {
  const open = [...counts].map(([colour, count]) => ({ colour, count, off: Number.POSITIVE_INFINITY }));
  const palette: number[] = [];
  while (palette.length < Math.min(mostColours, counts.size)) {
    const missed = open.reduce((most, each) => (each.count * each.off > most.count * most.off ? each : most));
    palette.push(missed.colour);
    for (const each of open) each.off = Math.min(each.off, distance(each.colour, missed.colour));
  }
  return palette;
}

function nearest(palette: readonly number[], colour: number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, candidate] of palette.entries()) {
    const off = distance(candidate, colour);
    if (off < least) [best, least] = [index, off];
  }
  return best;
}

const distance = (a: number, b: number) =>
  ((a >> 16) - (b >> 16)) ** 2 + (((a >> 8) & 255) - ((b >> 8) & 255)) ** 2 + ((a & 255) - (b & 255)) ** 2;

const channelsOf = (colour: number) => [colour >> 16, (colour >> 8) & 255, colour & 255];

/** Eight bits a pixel, each the number of a colour. */
function header(width: number, height: number): Buffer {
  const made = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 3, 0, 0, 0]);
  made.writeUInt32BE(width, 0);
  made.writeUInt32BE(height, 4);
  return made;
}

function chunk(type: string, data: Buffer): Buffer {
  const made = Buffer.alloc(12 + data.length);
  made.writeUInt32BE(data.length, 0);
  made.write(type, 4, 'latin1');
  data.copy(made, 8);
  made.writeUInt32BE(crc32(made.subarray(4, 8 + data.length)), 8 + data.length);
  return made;
}
