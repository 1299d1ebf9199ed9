import { useCallback, useState } from 'react';

interface Size {
  width: number;
  height: number;
}

/** The size of an element once it is laid out; the first view is fitted to it before anything is drawn. */
export function usePaneSize(): [(element: HTMLElement | null) => void, Size | undefined] {
  const [size, setSize] = useState<Size>();
  const measure = useCallback((element: HTMLElement | null) => {
    if (!element) return;
    const { width, height } = element.getBoundingClientRect();
    setSize({ width: Math.max(width, 1), height: Math.max(height, 1) });
  }, []);
  return [measure, size];
}
