/** False while a key or a clipboard belongs to a field, a menu or a dialog. The palette is part of the canvas. */
export function belongsToPage(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return true;
  return (
    target.closest(
      'input, textarea, select, [contenteditable="true"], .cm-editor, [role="dialog"], [role="menu"], [role="listbox"]:not(#palette-list)',
    ) === null
  );
}
