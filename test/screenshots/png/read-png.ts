import { inflateSync } from 'node:zlib';

export interface Picture {
  width: number;
  height: number;
  /** Three bytes a pixel. */
  colours: Buffer;
}

const signatureBytes = 8;

/** Reads what a browser writes: eight bits a channel, not interlaced, colours with or without transparency. */
export function readPng(png: Buffer): Picture {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const channels = png[25] === 6 ? 4 : 3;
  const pixels: Buffer[] = [];
  for (let at = signatureBytes; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      pixels.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const rows = unfiltered(inflateSync(Buffer.concat(pixels)), width * channels, height, channels);
  const colours = Buffer.alloc(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel += 1)
    rows.copy(colours, pixel * 3, pixel * channels, pixel * channels + 3);
  return { width, height, colours };
}

/** Every row says in its first byte how it was written down; see the PNG specification, "Filtering". */
function unfiltered(data: Buffer, stride: number, height: number, channels: number): Buffer {
  const rows = Buffer.alloc(stride * height);
  for (let row = 0; row < height; row += 1) {
    const filter = data[row * (stride + 1)];
    for (let at = 0; at < stride; at += 1) {
      const to = row * stride + at;
      const left = at >= channels ? (rows[to - channels] ?? 0) : 0;
      const up = row > 0 ? (rows[to - stride] ?? 0) : 0;
      const upLeft = row > 0 && at >= channels ? (rows[to - stride - channels] ?? 0) : 0;
      rows[to] = (data[row * (stride + 1) + 1 + at] ?? 0) + predicted(filter, left, up, upLeft);
    }
  }
  return rows;
}

function predicted(filter: number | undefined, left: number, up: number, upLeft: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const guess = left + up - upLeft;
  const distances = [left, up, upLeft].map((each) => Math.abs(guess - each));
  const nearest = Math.min(...distances);
  return nearest === distances[0] ? left : nearest === distances[1] ? up : upLeft;
}
