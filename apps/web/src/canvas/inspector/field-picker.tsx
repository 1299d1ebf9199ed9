import { Popover } from '@mantine/core';
import { Braces, ChevronDown, ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import classes from './field.module.css';
import { useFieldHost } from './field-context.ts';
import pickerClasses from './field-picker.module.css';
import { filterTree, type PickerNode, pickerTree } from './picker-tree.ts';
import { valueInWords } from './value-words.ts';

interface Props {
  label: string;
  place: 'before' | 'body';
  onPick: (path: string) => void;
}

/** Values of earlier steps, with what they were in the last run. A click puts one into the field. */
export function FieldPicker({ label, place, onPick }: Props) {
  const [isOpen, setOpen] = useState(false);
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
          type="button"
          className={classes.tool}
          aria-label={`Pick a value for ${label}`}
          aria-expanded={isOpen}
          title="Pick a value from an earlier step"
          onClick={() => setOpen((before) => !before)}
        >
          <Braces size={12} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown className={pickerClasses.dropdown}>
        {isOpen && (
          <PickerPanel
            place={place}
            onPick={(path) => {
              setOpen(false);
              onPick(path);
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function PickerPanel({ place, onPick }: Pick<Props, 'place' | 'onPick'>) {
  const { scopes, samples } = useFieldHost();
  const [word, setWord] = useState('');
  const tree = useMemo(
    () => (scopes ? pickerTree(scopes[place], samples.scope) : []),
    [scopes, place, samples],
  );
  const shown = useMemo(() => filterTree(tree, word), [tree, word]);
  return (
    <>
      <input
        className={pickerClasses.search}
        placeholder="Find a value"
        aria-label="Find a value"
        value={word}
        data-autofocus
        onChange={(event) => setWord(event.currentTarget.value)}
      />
      <div className={pickerClasses.tree} role="tree" aria-label="Values that can be read here">
        {shown.map((node) => (
          <PickerRow key={node.path} node={node} depth={0} isOpened={word !== ''} onPick={onPick} />
        ))}
        {shown.length === 0 && (
          <p className={pickerClasses.none}>
            {tree.length === 0
              ? 'Connect this step to others first: their results can be picked here.'
              : 'Nothing is called that.'}
          </p>
        )}
      </div>
    </>
  );
}

function PickerRow({
  node,
  depth,
  isOpened,
  onPick,
}: {
  node: PickerNode;
  depth: number;
  isOpened: boolean;
  onPick: (path: string) => void;
}) {
  const [isOpenByHand, setOpen] = useState(
    depth === 0 && node.children.length > 0 && node.children.length < 12,
  );
  const isOpen = isOpened || isOpenByHand;
  const hasChildren = node.children.length > 0;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the buttons inside take the focus
    <div role="treeitem" aria-expanded={hasChildren ? isOpen : undefined} aria-selected={false}>
      <div className={pickerClasses.row} style={{ paddingLeft: 4 + depth * 14 }}>
        {hasChildren ? (
          <button
            type="button"
            className={pickerClasses.fold}
            aria-label={isOpen ? `Close ${node.label}` : `Open ${node.label}`}
            onClick={() => setOpen((before) => !before)}
          >
            {isOpen ? <ChevronDown size={13} aria-hidden /> : <ChevronRight size={13} aria-hidden />}
          </button>
        ) : (
          <span className={pickerClasses.fold} />
        )}
        <button
          type="button"
          className={pickerClasses.pick}
          title={node.path}
          onClick={() => onPick(node.path)}
        >
          <span className={pickerClasses.name} data-step={depth === 0 || undefined}>
            {node.label}
          </span>
          {!node.isCertain && depth === 0 && <span className={pickerClasses.maybe}>not always</span>}
          {node.sample !== undefined && !hasChildren && (
            <span className={pickerClasses.sample}>{valueInWords(node.sample)}</span>
          )}
        </button>
      </div>
      {isOpen && hasChildren && (
        // biome-ignore lint/a11y/useSemanticElements: a tree's group has no element of its own
        <div role="group">
          {node.children.map((child) => (
            <PickerRow key={child.path} node={child} depth={depth + 1} isOpened={isOpened} onPick={onPick} />
          ))}
        </div>
      )}
    </div>
  );
}
