import { crc32, deflateSync } from 'node:zlib';
import type { Picture } from './read-png.ts';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const mostColours = 256;

/** A picture of a user interface has few colours: the most frequent are kept, the others become the nearest of them. */
export function writePalettePng({ width, height, colours }: Picture): Buffer {
  const counts = new Map<number, number>();
  for (let at = 0; at < colours.length; at += 3) {
    const colour = colours.readUIntBE(at, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const palette = [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, mostColours)
    .map(([colour]) => colour);
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

function nearest(palette: readonly number[], colour: number): number {
  const wanted = channelsOf(colour);
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, candidate] of palette.entries()) {
    const off = channelsOf(candidate).reduce((sum, each, at) => sum + (each - (wanted[at] ?? 0)) ** 2, 0);
    if (off < least) [best, least] = [index, off];
  }
  return best;
}

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
