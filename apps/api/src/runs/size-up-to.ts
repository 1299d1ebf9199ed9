/** How many characters a value is as JSON, roughly, counted no further than the limit: a large value costs no more than a small one. */
export function sizeUpTo(value: unknown, limit: number): number {
  let size = 0;
  const open: unknown[] = [value];
  while (open.length > 0 && size <= limit) {
    const next = open.pop();
    if (typeof next === 'string') size += next.length + 2;
    else if (typeof next !== 'object' || next === null) size += 5;
    else if (Array.isArray(next)) {
      size += 2 + next.length;
      for (let at = 0; at < next.length && at <= limit; at += 1) open.push(next[at]);
    } else {
      size += 2;
      for (const [name, part] of Object.entries(next)) {
        size += name.length + 4;
        open.push(part);
      }
    }
  }
  return size;
}
