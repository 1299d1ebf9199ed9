import { useEffect, useRef } from 'react';
import type { PaletteItem } from '../catalog/palette-items.ts';
import classes from './insert-menu.module.css';
import { PaletteList } from './palette.tsx';

interface Props {
  /** Within the canvas, in pixels. */
  at: { x: number; y: number };
  onPick: (item: PaletteItem) => void;
  onClose: () => void;
}

/** The picker that opens where an arrow was let go. */
export function InsertMenu({ at, onPick, onClose }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    input.current?.focus();
    const closeOutside = (event: globalThis.PointerEvent) => {
      if (event.target instanceof Node && !menu.current?.contains(event.target)) onClose();
    };
    document.addEventListener('pointerdown', closeOutside);
    return () => document.removeEventListener('pointerdown', closeOutside);
  }, [onClose]);
  return (
    <div
      ref={menu}
      className={`${classes.menu} fade-in`}
      role="dialog"
      aria-label="Insert the next step"
      style={{ left: at.x, top: at.y }}
    >
      <PaletteList
        inputRef={input}
        onPick={onPick}
        onLeave={onClose}
        isDraggable={false}
        placeholder="Next step"
        withoutTriggers
      />
    </div>
  );
}
