import { Skeleton } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';

const rowNames = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'] as const;

/** Grey rows for under a second; after that, words. */
export function SkeletonRows({
  rows = 4,
  height = 46,
  what,
}: {
  rows?: number;
  height?: number;
  what: string;
}) {
  return (
    <LoadingWords what={what}>
      <div style={{ display: 'grid', gap: 8 }}>
        {rowNames.slice(0, rows).map((name) => (
          <Skeleton key={name} height={height} radius="lg" />
        ))}
      </div>
    </LoadingWords>
  );
}

/** Wraps a skeleton and says what is loading once it takes longer than a second. */
export function LoadingWords({ what, children }: { what: string; children: ReactNode }) {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 1_000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div aria-busy="true">
      <p role="status" style={{ minHeight: 20, color: 'var(--ink-2)', fontSize: 12 }}>
        {isSlow ? `Loading ${what}…` : ''}
      </p>
      {children}
    </div>
  );
}
