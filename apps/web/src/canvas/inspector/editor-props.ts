import type { TypeScope } from '@dayshift/expressions';
import type { RefObject } from 'react';
import type { ChipWords } from './expression-words.ts';

export interface CodeEditorHandle {
  /** Puts an expression where the caret is: with braces where the editor holds text. */
  insert: (expression: string) => void;
  focus: () => void;
}

export interface CodeEditorProps {
  value: string;
  onChange: (value: string) => void;
  /** `expression`: CEL as a whole. `template`: text with `{{ … }}`. */
  mode: 'expression' | 'template';
  scope: TypeScope | undefined;
  /** A value in a text as its chip says it. */
  say: (expression: string) => ChipWords | undefined;
  label: string;
  placeholder?: string | undefined;
  isSingleLine: boolean;
  isInvalid: boolean;
  describedBy?: string | undefined;
  handle?: RefObject<CodeEditorHandle | null>;
  /** Where somebody was writing in the plain editor that stood here until now. */
  caret?: RefObject<Caret | undefined>;
  onBlur?: () => void;
}

/** In characters from the beginning of the text. */
export interface Caret {
  from: number;
  to: number;
}
