import { type RefObject, useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import type { Caret, CodeEditorProps } from './editor-props.ts';
import classes from './field.module.css';
import { insertionAt } from './hole-at.ts';

type Props = Pick<
  CodeEditorProps,
  | 'value'
  | 'onChange'
  | 'mode'
  | 'label'
  | 'placeholder'
  | 'isSingleLine'
  | 'isInvalid'
  | 'describedBy'
  | 'handle'
  | 'onBlur'
> & {
  /** Left behind for the code editor, when somebody was writing at the moment it came. */
  caret: RefObject<Caret | undefined>;
};

/** Stands in until the code editor is loaded: the same text, already editable, and its caret is handed over. */
export function PlainEditor({
  value,
  onChange,
  mode,
  label,
  placeholder,
  isSingleLine,
  isInvalid,
  describedBy,
  handle,
  onBlur,
  caret,
}: Props) {
  const area = useRef<HTMLTextAreaElement>(null);
  const caretAfter = useRef<number>(undefined);
  const change = (text: string) => {
    if (!isSingleLine || !text.includes('\n')) onChange(text);
  };

  useLayoutEffect(() => {
    const shown = area.current;
    return () => {
      caret.current =
        shown && document.activeElement === shown
          ? { from: shown.selectionStart, to: shown.selectionEnd }
          : undefined;
    };
  }, [caret]);

  useEffect(() => {
    if (caretAfter.current === undefined) return;
    area.current?.setSelectionRange(caretAfter.current, caretAfter.current);
    caretAfter.current = undefined;
  });

  useImperativeHandle(handle, () => ({
    insert: (expression) => {
      const shown = area.current;
      if (!shown) return;
      const { selectionStart: from, selectionEnd: to } = shown;
      const text = insertionAt(value, from, mode, expression);
      caretAfter.current = from + text.length;
      change(value.slice(0, from) + text + value.slice(to));
      shown.focus();
    },
    focus: () => area.current?.focus(),
  }));

  return (
    <textarea
      ref={area}
      className={classes.chipBox}
      data-invalid={isInvalid || undefined}
      aria-label={label}
      aria-invalid={isInvalid}
      aria-describedby={describedBy}
      rows={1}
      value={value}
      placeholder={placeholder}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={onBlur}
    />
  );
}
