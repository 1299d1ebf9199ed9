import { type Graph, type Note, newId } from '@dayshift/model';
import { type Point, snap } from '../../graph/graph-facts.ts';

export const newNoteSize = { width: 220, height: 120 } as const;

export function addNote(graph: Graph, position: Point): { graph: Graph; noteId: string } {
  const note: Note = { id: newId('note'), text: '', position: snap(position), size: { ...newNoteSize } };
  return { graph: { ...graph, notes: [...graph.notes, note] }, noteId: note.id };
}

export function changeNote(graph: Graph, noteId: string, change: Partial<Omit<Note, 'id'>>): Graph {
  return {
    ...graph,
    notes: graph.notes.map((note) => (note.id === noteId ? { ...note, ...change } : note)),
  };
}
