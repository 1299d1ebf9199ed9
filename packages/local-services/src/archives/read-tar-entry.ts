const block = 512;

/** One file out of an uncompressed tar archive in memory. */
export function readTarEntry(archive: Buffer, matches: (name: string) => boolean): Buffer | undefined {
  let at = 0;
  while (at + block <= archive.length) {
    const name = text(archive, at, 100);
    if (name === '') return undefined;
    const prefix = text(archive, at + 345, 155);
    const size = Number.parseInt(text(archive, at + 124, 12).trim() || '0', 8);
    if (matches(prefix === '' ? name : `${prefix}/${name}`))
      return archive.subarray(at + block, at + block + size);
    at += block + Math.ceil(size / block) * block;
  }
  return undefined;
}

function text(archive: Buffer, start: number, length: number): string {
  const field = archive.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end === -1 ? length : end);
}
