import { useEffect } from 'react';
import { belongsToPage } from './belongs-to-page.ts';
import { type CanvasActions, nudgeSteps } from './canvas-actions.ts';

export interface KeyPlaces {
  openPalette: () => void;
  openInspector: () => void;
  addNote: () => void;
  arrange: () => void;
  showEverything: () => void;
  zoomBy: (factor: number) => void;
  show: (nodeId: string) => void;
  /** Opens the list of what the selected step can be connected to, or moved into. */
  choose: (kind: 'connect' | 'move') => void;
  undo: () => void;
  redo: () => void;
}

const arrows: Record<string, { x: number; y: number; walk: 'up' | 'down' | 'left' | 'right' }> = {
  ArrowUp: { x: 0, y: -1, walk: 'up' },
  ArrowDown: { x: 0, y: 1, walk: 'down' },
  ArrowLeft: { x: -1, y: 0, walk: 'left' },
  ArrowRight: { x: 1, y: 0, walk: 'right' },
};

/** What would change the drawing at once. From a button of the settings it is a person who believes to be typing there. */
const changesUnasked = new Set([
  'delete',
  'backspace',
  'n',
  'l',
  'arrowup',
  'arrowdown',
  'arrowleft',
  'arrowright',
]);

/** Every key of the canvas in one place; the line below the canvas shows them. */
export function useCanvasKeys(actions: CanvasActions, places: KeyPlaces): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || !belongsToPage(event.target)) return;
      if (!event.altKey && isFromSettings(event.target) && changesUnasked.has(event.key.toLowerCase()))
        return;
      if (handle(event, actions, places)) event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [actions, places]);
}

function handle(event: KeyboardEvent, actions: CanvasActions, places: KeyPlaces): boolean {
  const isModified = event.ctrlKey || event.metaKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (isModified) return handleModified(key, event.shiftKey, actions, places);
  const arrow = arrows[key];
  if (arrow) {
    if (event.altKey) {
      const next = actions.walk(arrow.walk);
      if (next !== undefined) places.show(next);
      return true;
    }
    const step = event.shiftKey ? nudgeSteps.far : nudgeSteps.one;
    actions.nudge({ x: arrow.x * step, y: arrow.y * step });
    return true;
  }
  if (event.altKey) return false;
  switch (key) {
    case '/':
      places.openPalette();
      return true;
    case 'Delete':
    case 'Backspace':
      actions.deleteSelected();
      return true;
    case 'Enter':
      return enter(event.target, actions, places);
    case 'Escape':
      actions.clearSelection();
      return true;
    case 'c':
      places.choose('connect');
      return true;
    case 'm':
      places.choose('move');
      return true;
    case 'n':
      places.addNote();
      return true;
    case 'l':
      places.arrange();
      return true;
    case '1':
      places.showEverything();
      return true;
    case '+':
    case '=':
      places.zoomBy(1.25);
      return true;
    case '-':
      places.zoomBy(0.8);
      return true;
    case ' ': {
      const id = focusedNode(event.target);
      if (id) actions.selectNode(id);
      return id !== undefined;
    }
    default:
      return false;
  }
}

function handleModified(key: string, isShifted: boolean, actions: CanvasActions, places: KeyPlaces): boolean {
  switch (key) {
    case 'z':
      if (isShifted) places.redo();
      else places.undo();
      return true;
    case 'y':
      places.redo();
      return true;
    case 'a':
      actions.selectAll();
      return true;
    case 'd':
      actions.duplicateSelected();
      return true;
    default:
      return false;
  }
}

/** On a card that has the focus: select it. On the selected one: go into its settings. */
function enter(target: EventTarget | null, actions: CanvasActions, places: KeyPlaces): boolean {
  const id = focusedNode(target);
  if (id !== undefined) {
    actions.selectNode(id);
    places.openInspector();
    return true;
  }
  // A button or link that has the focus is pressed as usual.
  if (target instanceof Element && target.closest('button, a, [role="button"]')) return false;
  places.openInspector();
  return true;
}

const isFromSettings = (target: EventTarget | null) =>
  target instanceof Element && target.closest('[data-inspector]') !== null;

function focusedNode(target: EventTarget | null): string | undefined {
  const element = target instanceof Element ? target.closest('.react-flow__node') : null;
  return element?.getAttribute('data-id') ?? undefined;
}
