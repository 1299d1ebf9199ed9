const storageKey = 'dayshift.tab';
const lockName = (tabId: string) => `dayshift.tab.${tabId}`;

/** A name for this tab that outlives a reload, held as a lock so that other tabs can tell whether it is still open. */
export function openTab(): string {
  let tabId = read();
  if (tabId === undefined) {
    tabId = crypto.randomUUID();
    try {
      sessionStorage.setItem(storageKey, tabId);
    } catch {
      // Without session storage a reload is a new tab; its backup is then found as left behind.
    }
  }
  void globalThis.navigator.locks?.request(
    lockName(tabId),
    { ifAvailable: true },
    () => new Promise<void>(() => {}),
  );
  return tabId;
}

/** Names of the tabs that are open now. Undefined where the browser cannot say. */
export async function findOpenTabs(): Promise<ReadonlySet<string> | undefined> {
  const held = (await globalThis.navigator.locks?.query())?.held;
  const start = lockName('');
  return (
    held && new Set(held.flatMap(({ name }) => (name?.startsWith(start) ? [name.slice(start.length)] : [])))
  );
}

function read(): string | undefined {
  try {
    return sessionStorage.getItem(storageKey) ?? undefined;
  } catch {
    return undefined;
  }
}
