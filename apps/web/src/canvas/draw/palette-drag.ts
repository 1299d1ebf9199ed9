import type { DragEvent } from 'react';

const format = 'application/x-dayshift-step';

export function startPaletteDrag(event: DragEvent, type: string): void {
  event.dataTransfer.setData(format, type);
  event.dataTransfer.effectAllowed = 'copy';
}

/** Only the names of what is dragged can be read before it is dropped. */
export const isPaletteDrag = (event: DragEvent) => event.dataTransfer.types.includes(format);

export function droppedType(event: DragEvent): string | undefined {
  return event.dataTransfer.getData(format) || undefined;
}
