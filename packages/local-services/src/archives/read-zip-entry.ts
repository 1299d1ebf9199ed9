import { inflateRawSync } from 'node:zlib';

const centralHeader = 0x02014b50;
const endOfCentral = 0x06054b50;

/**
 * One file out of a zip archive in memory. Enough for the two archives we ever open (a wheel and an official release):
 * stored or deflated, no encryption, no zip64.
 */
export function readZipEntry(archive: Buffer, matches: (name: string) => boolean): Buffer | undefined {
  let at = centralDirectoryStart(archive);
  while (at !== undefined && at + 46 <= archive.length && archive.readUInt32LE(at) === centralHeader) {
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    if (matches(name)) return readEntry(archive, at);
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return undefined;
}

function centralDirectoryStart(archive: Buffer): number | undefined {
  for (let at = archive.length - 22; at >= Math.max(0, archive.length - 65_557); at--) {
    if (archive.readUInt32LE(at) === endOfCentral) return archive.readUInt32LE(at + 16);
  }
  return undefined;
}

function readEntry(archive: Buffer, central: number): Buffer {
  const method = archive.readUInt16LE(central + 10);
  const compressedSize = archive.readUInt32LE(central + 20);
  const local = archive.readUInt32LE(central + 42);
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const body = archive.subarray(start, start + compressedSize);
  if (method === 0) return body;
  if (method === 8) return inflateRawSync(body);
  throw new Error(`The archive uses compression method ${method}, which is not supported.`);
}
