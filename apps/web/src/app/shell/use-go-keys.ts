import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { isTyping } from '../../ui/is-typing.ts';
import { navigationItems, settingsItem } from './navigation-items.ts';

const patienceMs = 1_500;

/** `g` and then a letter goes to a page. True while the letter is awaited, so that the navigation can show the keys. */
export function useGoKeys(): boolean {
  const navigate = useNavigate();
  const [isWaiting, setWaiting] = useState(false);

  useEffect(() => {
    let isArmed = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const disarm = () => {
      clearTimeout(timer);
      isArmed = false;
      setWaiting(false);
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (isTyping(event) || event.repeat) return;
      if (isArmed) {
        const item = [...navigationItems, settingsItem].find(({ key }) => key === event.key.toLowerCase());
        disarm();
        if (item === undefined) return;
        // The letter is used up: `a` after `g` must not approve anything.
        event.preventDefault();
        event.stopImmediatePropagation();
        void navigate({ to: item.to });
      } else if (event.key === 'g') {
        isArmed = true;
        setWaiting(true);
        timer = setTimeout(disarm, patienceMs);
      }
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      disarm();
      window.removeEventListener('keydown', onKeyDown, { capture: true });
    };
  }, [navigate]);

  return isWaiting;
}
