import { type NodeProps, NodeResizer } from '@xyflow/react';
import { memo, useContext, useState } from 'react';
import classes from './cards.module.css';
import type { NoteFlowNode } from './flow-types.ts';
import { NoteEditContext } from './note-edit-context.ts';

/** A sticky note. Double-click, or press enter on it, to write. */
export const NoteCard = memo(function NoteCard({ data, selected, id }: NodeProps<NoteFlowNode>) {
  const edit = useContext(NoteEditContext);
  const { note } = data;
  if (edit === undefined) return <div className={classes.note}>{note.text}</div>;
  const isWriting = edit.writingId === id;
  return (
    <div className={classes.note} data-selected={selected || undefined}>
      <NodeResizer
        isVisible={selected}
        minWidth={120}
        minHeight={60}
        lineClassName={classes.resizeLine ?? ''}
        handleClassName={classes.resizeHandle ?? ''}
      />
      {isWriting ? (
        <NoteText text={note.text} onDone={(text) => edit.finish(id, text)} />
      ) : (
        note.text || <span style={{ color: 'var(--ink-3)' }}>Double-click to write</span>
      )}
    </div>
  );
});

function NoteText({ text, onDone }: { text: string; onDone: (text: string) => void }) {
  const [draft, setDraft] = useState(text);
  return (
    <textarea
      className={`${classes.noteText} nodrag nowheel nopan nokey`}
      aria-label="Text of the note"
      value={draft}
      maxLength={4000}
      // The author asked to write by double-click or enter; the caret belongs here.
      ref={(element) => element?.focus()}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={() => onDone(draft)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') onDone(draft);
      }}
    />
  );
}
