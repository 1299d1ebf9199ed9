import { type RefObject, useEffect, useRef } from 'react';

const typedInto = 'input:not([type="checkbox"], [type="radio"]), textarea, [contenteditable="true"]';

interface NewRow {
  /** The element whose children are the rows, with the button that adds one at the end. */
  rows: RefObject<HTMLDivElement | null>;
  /** Said before a row is added by a person; one that comes with an undo leaves the focus where it is. */
  expect: () => void;
}

/**
 * A row that was added takes the focus, and its made-up name is selected. Whoever added it types what it is called next:
 * with the focus still on the button, those letters would be keys of the canvas.
 */
export function useNewRow(count: number): NewRow {
  const rows = useRef<HTMLDivElement>(null);
  const countBefore = useRef<number>(undefined);
  useEffect(() => {
    if (countBefore.current === undefined || count <= countBefore.current) return;
    countBefore.current = undefined;
    const added = rows.current?.lastElementChild?.previousElementSibling;
    const first = added?.querySelector<HTMLElement>(typedInto);
    first?.focus();
    if (first instanceof HTMLInputElement) first.select();
  }, [count]);
  return {
    rows,
    expect: () => {
      countBefore.current = count;
    },
  };
}
