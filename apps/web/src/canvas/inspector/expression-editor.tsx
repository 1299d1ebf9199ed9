import { lazy, type RefObject, Suspense, useEffect, useState } from 'react';
import type { CodeEditorHandle, CodeEditorProps } from './code-editor.tsx';
import classes from './field.module.css';
import { useFieldHost } from './field-context.ts';
import { pathInWords } from './path-words.ts';

// 100 KB that only an author who opens a step needs.
const CodeEditor = lazy(() => import('./code-editor.tsx'));

type Props = Omit<CodeEditorProps, 'scope' | 'handle'> & {
  id: string;
  place: 'before' | 'body';
  handle: RefObject<CodeEditorHandle | null>;
};

/** The code editor, or, while nobody writes in it, a plain path in the author's words. */
export function ExpressionEditor({ id, place, ...props }: Props) {
  const { graph, scopes } = useFieldHost();
  const words = props.mode === 'expression' ? pathInWords(props.value, graph) : undefined;
  const [isWriting, setWriting] = useState(false);
  const isChip = words !== undefined && !isWriting;
  useEffect(() => {
    if (isWriting) props.handle.current?.focus();
  }, [isWriting, props.handle]);

  if (isChip) {
    return (
      <button
        id={id}
        type="button"
        className={classes.chipBox}
        data-invalid={props.isInvalid || undefined}
        aria-label={`${props.label}: ${words}. Change`}
        aria-describedby={props.describedBy}
        title={props.value}
        onClick={() => setWriting(true)}
      >
        <span className={classes.chip}>{words}</span>
      </button>
    );
  }
  return (
    <div id={id}>
      <Suspense fallback={<PlainEditor {...props} />}>
        <CodeEditor
          {...props}
          scope={scopes?.[place]}
          onBlur={() => setWriting(false)}
          onChange={(value) => {
            // Stays open while a path is being written, although it reads as one already.
            setWriting(true);
            props.onChange(value);
          }}
        />
      </Suspense>
    </div>
  );
}

/** Until the editor is loaded: the same text, already editable. */
function PlainEditor({
  value,
  onChange,
  label,
  placeholder,
}: Pick<Props, 'value' | 'onChange' | 'label' | 'placeholder'>) {
  return (
    <textarea
      className={classes.chipBox}
      aria-label={label}
      rows={1}
      value={value}
      placeholder={placeholder}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
