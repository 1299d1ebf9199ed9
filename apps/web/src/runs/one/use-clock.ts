import { useEffect, useState } from 'react';

const shortRunMs = 2 * 60_000;

/** The time while something is open: to the second at first, later to the quarter of a minute, so that a long wait costs nothing. */
export function useClock(isRunning: boolean, startedAt: number): number {
  const [now, setNow] = useState(() => Date.now());
  const pace = now - startedAt < shortRunMs ? 1_000 : 15_000;
  useEffect(() => {
    if (!isRunning) return undefined;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), pace);
    return () => clearInterval(timer);
  }, [isRunning, pace]);
  return now;
}
