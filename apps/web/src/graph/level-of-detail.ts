import { useStore } from '@xyflow/react';
import { createContext, useContext } from 'react';

/**
 * Below this zoom a 13 px title is under 6 px: cards become plain boxes, and the dots behind them go, which paints many times
 * faster. A few cards are no burden and keep their faces longer.
 */
const farZoom = { few: 0.25, many: 0.42 } as const;
const fewNodes = 60;

/** True when zoomed out so far that text cannot be read. One subscription for the whole canvas, not one per card. */
export const FarContext = createContext(false);
export const useIsFar = () => useContext(FarContext);

export function useIsZoomedFarOut(nodeCount: number): boolean {
  const limit = nodeCount > fewNodes ? farZoom.many : farZoom.few;
  return useStore((state) => state.transform[2] < limit);
}
