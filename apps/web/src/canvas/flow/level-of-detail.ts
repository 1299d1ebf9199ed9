import { useStore } from '@xyflow/react';
import { createContext, useContext } from 'react';

/** Below this zoom a 13 px title is under 6 px: cards become plain boxes, which paint many times faster. */
export const farZoom = 0.42;

/** True when zoomed out so far that text cannot be read. One subscription for the whole canvas, not one per card. */
export const FarContext = createContext(false);
export const useIsFar = () => useContext(FarContext);

export function useIsZoomedFarOut(): boolean {
  return useStore((state) => state.transform[2] < farZoom);
}
