import { useDeferredValue, useEffect, useRef } from 'react';
import type { Parts } from '../edits/delete-parts.ts';

/**
 * The selection whose settings are drawn. A card that is pressed may be about to be dragged: it follows the hand first, and
 * its settings are drawn in between. Anything else (a drop, a key, a click on a problem) shows them at once, so that what is
 * typed next goes to the step that is meant.
 */
export function useShownSelection(selection: Parts): Parts {
  const isPressed = useRef(false);
  useEffect(() => {
    const press = () => {
      isPressed.current = true;
    };
    const release = () => {
      isPressed.current = false;
    };
    // From the palette a drag of the browser takes over, and no pointer comes up; a key says that the hand is elsewhere.
    const ends = ['pointerup', 'pointercancel', 'dragstart', 'keydown'] as const;
    window.addEventListener('pointerdown', press, true);
    for (const end of ends) window.addEventListener(end, release, true);
    return () => {
      window.removeEventListener('pointerdown', press, true);
      for (const end of ends) window.removeEventListener(end, release, true);
    };
  }, []);
  const deferred = useDeferredValue(selection);
  return isPressed.current ? deferred : selection;
}
