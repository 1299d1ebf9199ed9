import type { DragEvent } from 'react';

/** The arrow under the pointer, by its id. */
export function edgeUnder(event: DragEvent): string | undefined {
  for (const element of document.elementsFromPoint(event.clientX, event.clientY)) {
    const edge = element.closest('.react-flow__edge');
    if (edge) return edge.getAttribute('data-id') ?? undefined;
  }
  return undefined;
}

/** Marks the arrow that a step would go into. Straight on the element: a render per pointer move would stutter. */
export function markEdge(pane: HTMLElement | null, edgeId: string | undefined): void {
  for (const edge of pane?.querySelectorAll('.react-flow__edge') ?? []) {
    edge.toggleAttribute('data-drop', edge.getAttribute('data-id') === edgeId);
  }
}
