export type OneAtATime = <T>(work: () => Promise<T>) => Promise<T>;

/** Runs pieces of work one after the other, so that what one reads no other changes meanwhile. */
export function oneAtATime(): OneAtATime {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}
