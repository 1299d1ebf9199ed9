import {
  acceptCompletion,
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
  startCompletion,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, linter } from '@codemirror/lint';
import { Compartment, EditorState, type Extension, type Text } from '@codemirror/state';
import { EditorView, keymap, placeholder as placeholderOf } from '@codemirror/view';
import { checkSource, checkTemplate, completions, type TypeScope } from '@dayshift/expressions';
import { tags } from '@lezer/highlight';
import { useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import classes from './code-editor.module.css';
import type { CodeEditorProps } from './editor-props.ts';
import { holeAt, insertionAt } from './hole-at.ts';
import { mayComplete } from './may-complete.ts';
import { caretAfterBrace } from './typed-brace.ts';
import { chipWordsChanged, valueChips } from './value-chips.ts';

/** An expression or a text with expressions: coloured, completed and checked by what the compiler uses. */
export default function CodeEditor(props: CodeEditorProps) {
  const { value, mode, label, placeholder, isSingleLine, isInvalid, describedBy, handle, caret } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  // The editor outlives renders: it asks here for what is current.
  const latest = useRef(props);
  latest.current = props;
  const attributes = useRef(new Compartment());

  // Before the next key can be pressed: what is typed must not fall between the plain editor and this one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: made once per mode; values come in by the effects below
  useLayoutEffect(() => {
    if (!host.current) return undefined;
    const made = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: value,
        extensions: [
          ...extensionsFor(mode, isSingleLine, () => latest.current),
          placeholder ? placeholderOf(placeholder) : [],
          attributes.current.of(attributesOf(label, isInvalid, describedBy)),
        ],
      }),
    });
    view.current = made;
    if (caret?.current) {
      made.focus();
      made.dispatch({ selection: { anchor: caret.current.from, head: caret.current.to } });
      caret.current = undefined;
    }
    return () => {
      made.destroy();
      view.current = undefined;
    };
  }, [mode, isSingleLine]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === value) return;
    // Undone, or changed elsewhere. The caret stays where it was as far as the text reaches.
    const caret = Math.min(editor.state.selection.main.head, value.length);
    editor.dispatch({
      changes: { from: 0, to: editor.state.doc.length, insert: value },
      selection: { anchor: caret },
    });
  }, [value]);

  const { say } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: says that the words are others, whatever they are
  useEffect(() => {
    view.current?.dispatch({ effects: chipWordsChanged.of(null) });
  }, [say]);

  useEffect(() => {
    view.current?.dispatch({
      effects: attributes.current.reconfigure(attributesOf(label, isInvalid, describedBy)),
    });
  }, [label, isInvalid, describedBy]);

  useImperativeHandle(handle, () => ({
    insert: (expression) => {
      const editor = view.current;
      if (!editor) return;
      const { from, to } = editor.state.selection.main;
      const text = insertionAt(editor.state.doc.toString(), from, mode, expression);
      editor.dispatch({ changes: { from, to, insert: text }, selection: { anchor: from + text.length } });
      editor.focus();
    },
    focus: () => view.current?.focus(),
  }));

  return <div ref={host} className={classes.editor} data-invalid={isInvalid || undefined} data-mode={mode} />;
}

function attributesOf(label: string, isInvalid: boolean, describedBy: string | undefined): Extension {
  return EditorView.contentAttributes.of({
    'aria-label': label,
    // It takes the focus as it is; said so that a long text is known to be scrolled with the keyboard.
    tabindex: '0',
    'aria-invalid': String(isInvalid),
    ...(describedBy === undefined ? {} : { 'aria-describedby': describedBy }),
  });
}

function extensionsFor(
  mode: CodeEditorProps['mode'],
  isSingleLine: boolean,
  current: () => CodeEditorProps,
): Extension[] {
  return [
    history(),
    // Tab leaves the field, as everywhere in a form; with a list open it takes the chosen entry.
    keymap.of([
      { key: 'Tab', run: acceptCompletion },
      ...completionKeymap,
      ...historyKeymap,
      ...defaultKeymap,
    ]),
    EditorView.lineWrapping,
    StreamLanguage.define(mode === 'expression' ? expressionLanguage : templateLanguage),
    syntaxHighlighting(highlight),
    autocompletion({ override: [(context) => complete(context, mode, current().scope)], icons: false }),
    linter((editor) => lint(editor.state.doc.toString(), mode, current().scope), { delay: 250 }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) {
        const text = update.state.doc.toString();
        if (text !== current().value) current().onChange(text);
      }
      if (update.focusChanged && !update.view.hasFocus) current().onBlur?.();
    }),
    mode === 'template' ? [valueChips(() => current().say), typingHoles()] : [],
    isSingleLine
      ? EditorState.transactionFilter.of((transaction) => (transaction.newDoc.lines > 1 ? [] : transaction))
      : [],
  ];
}

/** The second brace closes the hole and shows what can be read there; closing braces that are there are stepped over. */
function typingHoles(): Extension {
  // A closing brace takes the caret behind both: the second one that is typed belongs to it.
  let closed: { at: number; doc: Text } | undefined;
  return EditorView.inputHandler.of((editor, from, to, text) => {
    const { doc } = editor.state;
    if (text === '}' && from === to) {
      if (closed?.at === from && closed.doc === doc) {
        closed = undefined;
        return true;
      }
      const caret = caretAfterBrace(doc.toString(), from);
      if (caret === undefined) return false;
      closed = { at: caret, doc };
      editor.dispatch({ selection: { anchor: caret }, scrollIntoView: true });
      return true;
    }
    if (text !== '{' || editor.state.sliceDoc(from - 1, from) !== '{') return false;
    if (editor.state.sliceDoc(to, to + 2) === '}}') return false;
    editor.dispatch({ changes: { from, to, insert: '{  }}' }, selection: { anchor: from + 2 } });
    startCompletion(editor);
    return true;
  });
}

function lint(text: string, mode: CodeEditorProps['mode'], scope: TypeScope | undefined): Diagnostic[] {
  if (!scope || text.trim() === '') return [];
  const { problems } = mode === 'expression' ? checkSource(text, scope) : checkTemplate(text, scope);
  return problems.map((problem) => ({
    from: Math.min(problem.start, text.length),
    to: Math.min(Math.max(problem.end, problem.start), text.length),
    severity: problem.severity,
    message: problem.hint ? `${problem.message} ${problem.hint}` : problem.message,
  }));
}

function complete(
  context: CompletionContext,
  mode: CodeEditorProps['mode'],
  scope: TypeScope | undefined,
): CompletionResult | null {
  if (!scope) return null;
  const text = context.state.doc.toString();
  const hole = mode === 'expression' ? { source: text, start: 0 } : holeAt(text, context.pos);
  if (!hole) return null;
  if (!context.explicit && !mayComplete(hole.source, context.pos - hole.start)) return null;
  const found = completions(hole.source, context.pos - hole.start, scope);
  if (found.items.length === 0) return null;
  return {
    from: hole.start + found.from,
    to: hole.start + found.to,
    options: found.items.map((item) => ({
      label: item.label,
      apply: item.before === undefined ? item.insert : applyFrom(item.before, item.insert),
      detail: item.detail,
      type: item.kind,
    })),
    filter: false,
  };
}

/** Puts in what takes the place of characters before the word too, as brackets do of a dot. */
function applyFrom(before: number, insert: string) {
  return (view: EditorView, _item: Completion, from: number, to: number) =>
    view.dispatch({
      changes: { from: from - before, to, insert },
      selection: { anchor: from - before + insert.length },
    });
}

const token = (stream: { match: (pattern: RegExp) => unknown; next: () => unknown }): string | null => {
  if (stream.match(/\/\/.*/)) return 'comment';
  if (stream.match(/"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?/)) return 'string';
  if (stream.match(/\d+(\.\d+)?/)) return 'number';
  if (stream.match(/(true|false|null|in)\b/)) return 'keyword';
  if (stream.match(/(steps|trigger|item|index|vars|worker|run|error)\b/)) return 'variableName';
  if (stream.match(/[A-Za-z_]\w*(?=\s*\()/)) return 'function';
  if (stream.match(/[A-Za-z_]\w*/)) return 'propertyName';
  if (stream.match(/[=!<>]=?|&&|\|\||[+\-*/%?:]/)) return 'operator';
  stream.next();
  return null;
};

const expressionLanguage = {
  token,
  tokenTable: { function: tags.function(tags.variableName) },
};

const templateLanguage = {
  startState: () => ({ isInHole: false }),
  token(
    stream: {
      match: (pattern: RegExp) => unknown;
      next: () => unknown;
      skipTo: (text: string) => unknown;
      skipToEnd: () => void;
    },
    state: { isInHole: boolean },
  ): string | null {
    if (state.isInHole) {
      if (stream.match(/\}\}/)) {
        state.isInHole = false;
        return 'bracket';
      }
      return token(stream);
    }
    if (stream.match(/\{\{/)) {
      state.isInHole = true;
      return 'bracket';
    }
    if (!stream.skipTo('{{')) stream.skipToEnd();
    return null;
  },
  tokenTable: { function: tags.function(tags.variableName) },
};

// Classes instead of colours: the style sheet names the tokens, so dark follows.
const highlight = HighlightStyle.define([
  { tag: tags.variableName, class: classes.variable ?? '' },
  { tag: tags.function(tags.variableName), class: classes.function ?? '' },
  { tag: tags.string, class: classes.string ?? '' },
  { tag: tags.number, class: classes.number ?? '' },
  { tag: tags.keyword, class: classes.number ?? '' },
  { tag: tags.comment, class: classes.comment ?? '' },
  { tag: tags.bracket, class: classes.brace ?? '' },
]);
