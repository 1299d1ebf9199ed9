import { CannotStart } from '@dayshift/local-services';
import { StoreCopyError, StoreOpenError } from '@dayshift/store';

/** One sentence for a failure that the person at the keyboard can act on; everything else is our bug and keeps its stack. */
export function tellWhy(error: unknown): string {
  if (error instanceof CannotStart || error instanceof StoreOpenError || error instanceof StoreCopyError) {
    return error.message;
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || (error instanceof Error && /database or disk is full/.test(error.message))) {
    return 'The disk is full: free some space and start again.';
  }
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') {
    return `${error instanceof Error ? error.message : code}: make it writable for this user and start again.`;
  }
  if (code === 'EADDRINUSE' && error instanceof Error) {
    return `${error.message}: stop the program that uses the port, or choose another one with --port.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
