import { lazy, type RefObject, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import type { Caret, CodeEditorHandle, CodeEditorProps } from './editor-props.ts';
import { expressionInWords } from './expression-words.ts';
import classes from './field.module.css';
import { useFieldHost } from './field-context.ts';
import { placeholderInWords } from './placeholder-words.ts';
import { PlainEditor } from './plain-editor.tsx';

// 100 KB that only an author who opens a step needs.
const CodeEditor = lazy(() => import('./code-editor.tsx'));

type Props = Omit<CodeEditorProps, 'scope' | 'say' | 'handle' | 'caret'> & {
  id: string;
  place: 'before' | 'body';
  handle: RefObject<CodeEditorHandle | null>;
};

/** The code editor, or, while nobody writes in it, a plain path in the author's words. */
export function ExpressionEditor({ id, place, ...props }: Props) {
  const { graph, scopes } = useFieldHost();
  const scope = scopes?.[place];
  const say = useCallback(
    (expression: string) => expressionInWords(expression, graph, scope),
    [graph, scope],
  );
  const plain = props.mode === 'expression' ? say(props.value) : undefined;
  const words = plain?.isPlain ? plain.text : undefined;
  const [isWriting, setWriting] = useState(false);
  const caret = useRef<Caret>(undefined);
  const write = (value: string) => {
    // Stays open while a path is being written, although it reads as one already.
    setWriting(true);
    props.onChange(value);
  };
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
  const placeholder = props.mode === 'template' ? placeholderInWords(props.placeholder) : props.placeholder;
  const shared = { ...props, placeholder, caret, onChange: write, onBlur: () => setWriting(false) };
  return (
    <div id={id}>
      <Suspense fallback={<PlainEditor {...shared} />}>
        <CodeEditor {...shared} scope={scope} say={say} />
      </Suspense>
    </div>
  );
}
