import { useMediaQuery } from '@mantine/hooks';

/** `beside`: graph and panel · `drawer`: the panel comes when asked for · `stacked`: one below the other. */
export type RunLayout = 'beside' | 'drawer' | 'stacked';

export function useRunLayout(): RunLayout {
  const isPhone = useMediaQuery('(max-width: 699px)', false, { getInitialValueInEffect: false });
  const isNarrow = useMediaQuery('(max-width: 999px)', false, { getInitialValueInEffect: false });
  if (isPhone) return 'stacked';
  return isNarrow ? 'drawer' : 'beside';
}
