import { Popover } from '@mantine/core';
import { Braces, ChevronDown, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import classes from './field.module.css';
import { useFieldHost } from './field-context.ts';
import pickerClasses from './field-picker.module.css';
import { onlyStartOf } from './path-words.ts';
import { type PickerRow, parentOf, rowsFound, rowsOfTree } from './picker-rows.ts';
import { type PickerNode, pickerTree } from './picker-tree.ts';
import { valueInWords } from './value-words.ts';

interface Props {
  label: string;
  place: 'before' | 'body';
  onPick: (path: string) => void;
  /** Shown instead of the small button: the value that is chosen by now. */
  face?: { text: string; isEmpty: boolean } | undefined;
}

/** Values of earlier steps, with what they were in the last run. A click or enter puts one into the field. */
export function FieldPicker({ label, place, onPick, face }: Props) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="left-start"
      width={320}
      shadow="md"
      trapFocus
      withinPortal
    >
      <Popover.Target>
        <button
          ref={button}
          type="button"
          className={face ? classes.chipBox : classes.tool}
          aria-label={face ? `${label}: ${face.text}. Change` : `Pick a value for ${label}`}
          aria-expanded={isOpen}
          title="Pick a value from an earlier step"
          onClick={() => setOpen((before) => !before)}
        >
          {face ? (
            <span className={face.isEmpty ? classes.placeholder : classes.chip}>{face.text}</span>
          ) : (
            <Braces size={12} aria-hidden />
          )}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={pickerClasses.dropdown}>
        {isOpen && (
          <PickerPanel
            place={place}
            onPick={(path) => {
              setOpen(false);
              // An editor takes the focus with what is put into it; without one it goes back to where it came from.
              if (face) button.current?.focus();
              onPick(path);
            }}
            onLeave={() => {
              setOpen(false);
              button.current?.focus();
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

/** The search has the focus throughout; the arrow keys move through the lines below it. */
function PickerPanel({ place, onPick, onLeave }: Pick<Props, 'place' | 'onPick'> & { onLeave: () => void }) {
  const { scopes, samples, graph } = useFieldHost();
  const id = useId();
  const [search, setSearch] = useState('');
  const [active, setActive] = useState(0);
  const [turned, setTurned] = useState<ReadonlyMap<string, boolean>>(new Map());
  const tree = useMemo(
    () => (scopes ? pickerTree(scopes[place], samples.scope, onlyStartOf(graph)) : []),
    [scopes, place, samples, graph],
  );
  const isSearching = search.trim() !== '';
  const rows = useMemo(() => {
    const isOpen = (node: PickerNode, level: number) =>
      turned.get(node.path) ?? (!isSearching && level === 1 && node.children.length < 12);
    return isSearching ? rowsFound(tree, search, isOpen) : rowsOfTree(tree, isOpen);
  }, [tree, search, isSearching, turned]);
  const at = Math.min(active, rows.length - 1);
  const turn = (row: PickerRow, isOpen: boolean) =>
    setTurned((before) => new Map(before).set(row.node.path, isOpen));

  const press = (event: KeyboardEvent) => {
    const row = rows[at];
    const next = nextOf(event.key, rows, at, isSearching);
    if (event.key === 'Escape') onLeave();
    else if (event.key === 'Enter' && row) onPick(row.node.path);
    else if (next === 'open' && row) turn(row, true);
    else if (next === 'close' && row) turn(row, false);
    else if (typeof next === 'number') setActive(next);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <input
        className={pickerClasses.search}
        role="combobox"
        aria-expanded
        aria-haspopup="tree"
        aria-controls={id}
        aria-activedescendant={rows[at] && `${id}-${at}`}
        placeholder="Find a value"
        aria-label="Find a value"
        value={search}
        data-autofocus
        onKeyDown={press}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          setActive(0);
        }}
      />
      <div id={id} className={pickerClasses.tree} role="tree" aria-label="Values that can be read here">
        {rows.map((row, index) => (
          <Line
            key={row.node.path}
            id={`${id}-${index}`}
            row={row}
            isActive={index === at}
            onTurn={() => turn(row, !row.isOpen)}
            onPick={() => onPick(row.node.path)}
          />
        ))}
      </div>
      {rows.length === 0 && (
        <p className={pickerClasses.none}>
          {tree.length === 0
            ? 'Connect this step to others first: their results can be picked here.'
            : 'Nothing is called that.'}
        </p>
      )}
    </>
  );
}

/** Up and down through the lines; right opens a line or goes into it, left closes it or goes to what it hangs on. */
function nextOf(
  key: string,
  rows: readonly PickerRow[],
  at: number,
  isSearching: boolean,
): number | 'open' | 'close' | undefined {
  const row = rows[at];
  if (key === 'ArrowDown') return Math.min(at + 1, rows.length - 1);
  if (key === 'ArrowUp') return Math.max(at - 1, 0);
  // In a search the caret moves; what was found is picked or opened with the mouse.
  if (!row || isSearching) return undefined;
  if (key === 'ArrowRight' && row.node.children.length > 0) return row.isOpen ? at + 1 : 'open';
  if (key === 'ArrowLeft') return row.isOpen ? 'close' : (parentOf(rows, at) ?? at);
  return undefined;
}

function Line({
  id,
  row,
  isActive,
  onTurn,
  onPick,
}: {
  id: string;
  row: PickerRow;
  isActive: boolean;
  onTurn: () => void;
  onPick: () => void;
}) {
  const { node, level, within, isOpen } = row;
  const element = useRef<HTMLDivElement>(null);
  const hasChildren = node.children.length > 0;
  const Fold = isOpen ? ChevronDown : ChevronRight;
  useEffect(() => {
    if (isActive) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the search keeps the focus and names the active line
    // biome-ignore lint/a11y/useKeyWithClickEvents: enter in the search does the same
    <div
      ref={element}
      id={id}
      role="treeitem"
      aria-level={level}
      aria-expanded={hasChildren ? isOpen : undefined}
      aria-selected={isActive}
      className={pickerClasses.row}
      data-active={isActive || undefined}
      style={{ paddingLeft: 4 + (level - 1) * 14 }}
      title={node.path}
      // Keeps the focus in the search.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPick}
    >
      <span
        className={pickerClasses.fold}
        data-fold={hasChildren || undefined}
        aria-hidden
        onClick={(event) => {
          if (!hasChildren) return;
          event.stopPropagation();
          onTurn();
        }}
      >
        {hasChildren && <Fold size={13} />}
      </span>
      <span className={pickerClasses.name} data-step={(level === 1 && !within) || undefined}>
        {node.label}
      </span>
      {!node.isCertain && level === 1 && <span className={pickerClasses.maybe}>not always</span>}
      {within ? (
        <span className={pickerClasses.sample}>{within}</span>
      ) : (
        node.sample !== undefined &&
        !hasChildren && <span className={pickerClasses.sample}>{valueInWords(node.sample)}</span>
      )}
    </div>
  );
}
