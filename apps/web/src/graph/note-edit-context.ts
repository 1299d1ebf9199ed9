import { createContext } from 'react';

export interface NoteEdit {
  writingId: string | undefined;
  start: (noteId: string) => void;
  finish: (noteId: string, text: string) => void;
}

/** Missing where notes are only shown. */
export const NoteEditContext = createContext<NoteEdit | undefined>(undefined);
