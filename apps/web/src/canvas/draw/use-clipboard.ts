import { useEffect } from 'react';
import type { Point } from '../../graph/graph-facts.ts';
import { belongsToPage } from './belongs-to-page.ts';
import type { CanvasActions } from './canvas-actions.ts';

const fallbackKey = 'dayshift.clipboard';

/**
 * Copy, cut and paste as text through the browser's own clipboard events, which need no permission and work between
 * playbooks, windows and mails. What was copied is kept beside it for browsers that hide the clipboard.
 */
export function useClipboard(actions: CanvasActions, pointer: () => Point | undefined): void {
  useEffect(() => {
    const put = (event: ClipboardEvent) => {
      if (!belongsToPage(event.target) || hasSelectedText()) return false;
      const text = actions.copyText();
      if (text === undefined) return false;
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
      keep(text);
      return true;
    };
    const copy = (event: ClipboardEvent) => void put(event);
    const cut = (event: ClipboardEvent) => {
      if (put(event)) actions.deleteSelected();
    };
    const paste = (event: ClipboardEvent) => {
      if (!belongsToPage(event.target)) return;
      const text = event.clipboardData?.getData('text/plain') || kept();
      if (text && actions.paste(text, pointer())) event.preventDefault();
    };
    document.addEventListener('copy', copy);
    document.addEventListener('cut', cut);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('copy', copy);
      document.removeEventListener('cut', cut);
      document.removeEventListener('paste', paste);
    };
  }, [actions, pointer]);
}

const hasSelectedText = () => (document.getSelection()?.toString() ?? '') !== '';

function keep(text: string): void {
  try {
    localStorage.setItem(fallbackKey, text);
  } catch {
    // A full or forbidden storage only costs the fallback; the system's clipboard has the text.
  }
}

function kept(): string {
  try {
    return localStorage.getItem(fallbackKey) ?? '';
  } catch {
    return '';
  }
}
