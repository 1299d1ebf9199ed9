import {
  type EditorState,
  type Extension,
  type Range,
  RangeSet,
  StateEffect,
  StateField,
} from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, keymap, WidgetType } from '@codemirror/view';
import classes from './code-editor.module.css';
import type { ChipWords } from './expression-words.ts';
import { holesOf } from './hole-at.ts';

/** Says what a chip shows; undefined for an expression that has to be seen as it is. */
export type SayExpression = (expression: string) => ChipWords | undefined;

/** The words may have changed: a step has another title, its fields are known by now. */
export const chipWordsChanged = StateEffect.define<null>();
const focusChanged = StateEffect.define<boolean>();

interface Chips {
  isFocused: boolean;
  decorations: DecorationSet;
}

/**
 * Values in a text as chips instead of `{{ … }}`. The text itself is not changed: what is copied, pasted, undone and saved is
 * the expression. A chip is passed over and deleted as one; only the hole in which the caret stands is shown as it is
 * written, and none while nobody writes.
 */
export function valueChips(say: () => SayExpression): Extension {
  const chips = StateField.define<Chips>({
    create: (state) => ({ isFocused: false, decorations: decorate(state, false, say()) }),
    update(before, transaction) {
      let { isFocused } = before;
      let isStale = transaction.docChanged || transaction.selection !== undefined;
      for (const effect of transaction.effects) {
        if (effect.is(focusChanged)) isFocused = effect.value;
        if (effect.is(focusChanged) || effect.is(chipWordsChanged)) isStale = true;
      }
      if (!isStale) return before;
      return { isFocused, decorations: decorate(transaction.state, isFocused, say()) };
    },
    provide: (field) => [
      EditorView.decorations.from(field, ({ decorations }) => decorations),
      EditorView.atomicRanges.of((view) => view.state.field(field, false)?.decorations ?? RangeSet.empty),
    ],
  });
  return [
    chips,
    EditorView.focusChangeEffect.of((_state, isFocusing) => focusChanged.of(isFocusing)),
    keymap.of([{ key: 'F2', run: openAtCaret }]),
    EditorView.domEventHandlers({
      dblclick(event, view) {
        const chip = event.target instanceof Element ? event.target.closest('[data-chip]') : null;
        return chip !== null && open(view, view.posAtDOM(chip));
      },
    }),
  ];
}

function decorate(state: EditorState, isFocused: boolean, say: SayExpression): DecorationSet {
  const text = state.doc.toString();
  if (!text.includes('{{')) return Decoration.none;
  const shown: Range<Decoration>[] = [];
  for (const { source, start, end } of holesOf(text)) {
    const [from, to] = [start - 2, end + 2];
    const isWritten = isFocused && state.selection.ranges.some(({ head }) => head > from && head < to);
    const words = isWritten ? undefined : say(source);
    if (words) shown.push(Decoration.replace({ widget: new Chip(words, source.trim()) }).range(from, to));
  }
  return Decoration.set(shown);
}

class Chip extends WidgetType {
  readonly words: ChipWords;
  readonly source: string;

  constructor(words: ChipWords, source: string) {
    super();
    this.words = words;
    this.source = source;
  }

  override eq(other: Chip): boolean {
    return other.source === this.source && other.words.text === this.words.text;
  }

  override toDOM(): HTMLElement {
    const chip = document.createElement('span');
    chip.className = classes.chip ?? '';
    chip.dataset.chip = this.words.isPlain ? 'plain' : 'computed';
    chip.textContent = this.words.text;
    chip.title = `${this.source}\nDouble-click, or F2 behind it, to change`;
    // Read out as one word of the text, and as a value.
    chip.setAttribute('role', 'img');
    chip.setAttribute('aria-label', `value: ${this.words.text}`);
    return chip;
  }

  override ignoreEvent(event: Event): boolean {
    return event.type !== 'mousedown' && event.type !== 'dblclick';
  }
}

/** The chip beside the caret as it is written: the one before it, else the one behind. */
function openAtCaret(view: EditorView): boolean {
  const { head } = view.state.selection.main;
  const holes = holesOf(view.state.doc.toString());
  const hole = holes.find(({ end }) => end + 2 === head) ?? holes.find(({ start }) => start - 2 === head);
  return hole !== undefined && open(view, hole.start - 2);
}

function open(view: EditorView, at: number): boolean {
  const hole = holesOf(view.state.doc.toString()).find(({ start }) => start - 2 === at);
  if (!hole) return false;
  const caret = hole.start + hole.source.trimEnd().length;
  view.focus();
  view.dispatch({ selection: { anchor: caret }, scrollIntoView: true });
  return true;
}
