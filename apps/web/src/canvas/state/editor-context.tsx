import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { EditorActions, EditorState, EditorStore } from './editor-store.ts';

export const EditorContext = createContext<EditorStore | undefined>(undefined);

export function useEditorStore(): EditorStore {
  const store = useContext(EditorContext);
  if (!store) throw new Error('this part of the canvas stands outside of an editor');
  return store;
}

/** One slice of the open draft; the part re-renders only when the slice changes. */
export function useEditor<Slice>(slice: (state: EditorState & EditorActions) => Slice): Slice {
  return useStore(useEditorStore(), slice);
}

/** Whether there is something to undo and to redo. */
export function useHistory(): { canUndo: boolean; canRedo: boolean } {
  const { temporal } = useEditorStore();
  const canUndo = useStore(temporal, (state) => state.pastStates.length > 0);
  const canRedo = useStore(temporal, (state) => state.futureStates.length > 0);
  return { canUndo, canRedo };
}
