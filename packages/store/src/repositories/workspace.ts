import type { Where } from '../port.ts';

/**
 * Conditions within one workspace. The workspace is checked and set last, so neither a forgotten one nor one smuggled
 * into the conditions can ever widen a query.
 */
export function within(
  workspaceId: string,
  conditions: Record<string, Where[string] | undefined> = {},
): Where {
  const given = Object.entries(conditions).filter(
    (entry): entry is [string, Where[string]] => entry[1] !== undefined,
  );
  return { ...Object.fromEntries(given), workspaceId: checkedWorkspace(workspaceId) };
}

export function checkedWorkspace(workspaceId: string): string {
  if (typeof workspaceId !== 'string' || workspaceId === '') throw new TypeError('A workspace id is needed.');
  return workspaceId;
}
