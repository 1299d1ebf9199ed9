import { Search } from 'lucide-react';
import { type RefObject, useMemo, useState } from 'react';
import { NodeIcon } from '../../graph/node-icons.tsx';
import { filterPalette, type PaletteItem, paletteGroups } from '../catalog/palette-items.ts';
import classes from './palette.module.css';
import { startPaletteDrag } from './palette-drag.ts';

interface Props {
  /** Focused by `/` from anywhere on the canvas. */
  inputRef: RefObject<HTMLInputElement | null>;
  /** Enter, or a click: the step goes behind the selected one. */
  onPick: (item: PaletteItem) => void;
  onLeave: () => void;
}

/** All kinds of steps. Drag one onto the canvas, or type, and press enter. */
export function Palette({ inputRef, onPick, onLeave }: Props) {
  return (
    <aside className={classes.palette} aria-label="Steps to insert">
      <PaletteList
        inputRef={inputRef}
        onPick={onPick}
        onLeave={onLeave}
        isDraggable
        placeholder="Insert a step"
        keyHint="/"
      />
    </aside>
  );
}

interface ListProps extends Props {
  isDraggable: boolean;
  placeholder: string;
  keyHint?: string;
  /** A trigger makes no sense behind another step. */
  withoutTriggers?: boolean;
}

export function PaletteList({
  inputRef,
  onPick,
  onLeave,
  isDraggable,
  placeholder,
  keyHint,
  withoutTriggers = false,
}: ListProps) {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const [isTyping, setTyping] = useState(false);
  const groups = useMemo(
    () => filterPalette(paletteGroups(), query, withoutTriggers),
    [query, withoutTriggers],
  );
  const flat = groups.flatMap((group) => group.items);
  const activeItem = isTyping ? flat[Math.min(active, flat.length - 1)] : undefined;
  const pick = (item: PaletteItem) => {
    setQuery('');
    setActive(0);
    onPick(item);
  };
  return (
    <>
      <div className={classes.search}>
        <Search size={15} aria-hidden />
        <input
          ref={inputRef}
          className={classes.input}
          role="combobox"
          aria-expanded
          aria-controls="palette-list"
          aria-activedescendant={activeItem && `palette-${activeItem.type}`}
          aria-label={placeholder}
          placeholder={placeholder}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setActive(0);
          }}
          onFocus={() => setTyping(true)}
          onBlur={() => setTyping(false)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') setActive((at) => Math.min(at + 1, flat.length - 1));
            else if (event.key === 'ArrowUp') setActive((at) => Math.max(at - 1, 0));
            else if (event.key === 'Enter' && activeItem) pick(activeItem);
            else if (event.key === 'Escape') {
              setQuery('');
              onLeave();
            } else return;
            event.preventDefault();
            event.stopPropagation();
          }}
        />
        {keyHint && <kbd className={classes.key}>{keyHint}</kbd>}
      </div>
      <div className={classes.list} id="palette-list" role="listbox" aria-label="Steps">
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a listbox group has no element of its own
          <div key={group.title} role="group" aria-label={group.title}>
            <div className={classes.group} aria-hidden>
              {group.title}
            </div>
            {group.items.map((item) => (
              <button
                key={item.type}
                id={`palette-${item.type}`}
                type="button"
                role="option"
                aria-selected={item === activeItem}
                tabIndex={-1}
                className={classes.item}
                data-active={item === activeItem || undefined}
                title={item.description}
                draggable={isDraggable}
                onDragStart={(event) => startPaletteDrag(event, item.type)}
                // Keeps the focus in the field, so that typing goes on after a click.
                onMouseDown={(event) => !isDraggable && event.preventDefault()}
                onClick={() => pick(item)}
              >
                <NodeIcon name={item.icon} size={16} />
                {item.title}
              </button>
            ))}
          </div>
        ))}
        {flat.length === 0 && <p className={classes.none}>No step is called “{query}”.</p>}
      </div>
    </>
  );
}
