import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { bestFirst } from './best-first.ts';
import classes from './choose-menu.module.css';

export interface Choice {
  id: string;
  label: string;
  /** What it is, behind its name. */
  hint?: string | undefined;
}

interface Props {
  /** What is chosen: “Connect “Send mail” to”. */
  title: string;
  choices: readonly Choice[];
  /** Shown when there is nothing to choose. */
  none: string;
  onChoose: (id: string) => void;
  onClose: () => void;
}

/** A list that is searched by typing and worked with the arrow keys, over the drawing. */
export function ChooseMenu({ title, choices, none, onChoose, onClose }: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const [search, setSearch] = useState('');
  const [active, setActive] = useState(0);
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = bestFirst(
    choices.filter(({ label, hint = '' }) =>
      words.every((word) => `${label} ${hint}`.toLowerCase().includes(word)),
    ),
    search,
  );
  const at = Math.min(active, shown.length - 1);
  useEffect(() => {
    input.current?.focus();
    const closeOutside = (event: globalThis.PointerEvent) => {
      if (event.target instanceof Node && !menu.current?.contains(event.target)) onClose();
    };
    document.addEventListener('pointerdown', closeOutside);
    return () => document.removeEventListener('pointerdown', closeOutside);
  }, [onClose]);
  const press = (event: KeyboardEvent) => {
    const chosen = shown[at];
    if (event.key === 'ArrowDown') setActive(Math.min(at + 1, shown.length - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(at - 1, 0));
    else if (event.key === 'Enter') chosen && onChoose(chosen.id);
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={menu} className={`${classes.menu} fade-in`} role="dialog" aria-label={title}>
      <div className={classes.title}>{title}</div>
      <div className={classes.search}>
        <Search size={14} aria-hidden />
        <input
          ref={input}
          role="combobox"
          aria-expanded
          aria-controls={id}
          aria-activedescendant={shown[at] && `${id}-${at}`}
          aria-label={title}
          placeholder="Find"
          value={search}
          onKeyDown={press}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            setActive(0);
          }}
        />
      </div>
      <div id={id} className={classes.list} role="listbox" aria-label={title}>
        {shown.map((choice, index) => (
          <button
            key={choice.id}
            id={`${id}-${index}`}
            type="button"
            role="option"
            aria-selected={index === at}
            tabIndex={-1}
            className={classes.choice}
            data-active={index === at || undefined}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(choice.id)}
          >
            <span>{choice.label}</span>
            {choice.hint && <span className={classes.hint}>{choice.hint}</span>}
          </button>
        ))}
      </div>
      {shown.length === 0 && (
        <p className={classes.none} role="status">
          {choices.length === 0 ? none : 'Nothing is called that.'}
        </p>
      )}
    </div>
  );
}
