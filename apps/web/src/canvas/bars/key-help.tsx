import { Key, modifierKey } from '../../ui/key.tsx';
import { useEditor } from '../state/editor-context.tsx';
import classes from './problem-bar.module.css';

const always: [string, string][] = [
  ['/', 'insert'],
  ['N', 'note'],
  ['L', 'arrange'],
  ['1', 'show all'],
  ['⇧ drag', 'select'],
];
const withSelection: [string, string][] = [
  ['↵', 'settings'],
  ['/', 'insert after'],
  ['C', 'connect'],
  ['M', 'move into'],
  [`${modifierKey}D`, 'duplicate'],
  ['⌫', 'delete'],
  ['alt ↓', 'next step'],
];

/** The keys that do something here and now. */
export function KeyHelp({ isCrowded }: { isCrowded: boolean }) {
  const hasSelection = useEditor(
    (state) => state.selection.nodeIds.length + state.selection.noteIds.length > 0,
  );
  const keys = hasSelection ? withSelection : always;
  return (
    <div className={classes.keys} data-crowded={isCrowded || undefined}>
      {keys.map(([key, does]) => (
        <span key={key}>
          <Key>{key}</Key> {does}
        </span>
      ))}
    </div>
  );
}
