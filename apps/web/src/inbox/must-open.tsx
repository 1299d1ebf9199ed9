import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useLayoutEffect,
  useMemo,
  useState,
} from 'react';

/**
 * The collapsed parts of a card. Nobody approves what they have not had before their eyes: as long as a part is
 * closed, approving is not possible.
 */
export interface OpenParts {
  closed: ReadonlySet<string>;
  opened: ReadonlySet<string>;
  add: (part: string) => () => void;
  open: (part: string) => void;
  openAll: () => void;
}

const nothing: ReadonlySet<string> = new Set();

/** Which parts are still closed, per shown content: when the digest changes, everything is closed again. */
export function useOpenParts(digest: string | undefined): OpenParts {
  const [parts, setParts] = useState<ReadonlyMap<string, number>>(new Map());
  const [state, setState] = useState({ digest, opened: nothing });
  const opened = state.digest === digest ? state.opened : nothing;

  const openThese = useCallback(
    (names: Iterable<string>) =>
      setState((before) => ({
        digest,
        opened: new Set([...(before.digest === digest ? before.opened : nothing), ...names]),
      })),
    [digest],
  );
  const add = useCallback((part: string) => {
    setParts((before) => counted(before, part, 1));
    return () => setParts((before) => counted(before, part, -1));
  }, []);
  return useMemo(
    () => ({
      closed: new Set([...parts.keys()].filter((part) => !opened.has(part))),
      opened,
      add,
      open: (part: string) => openThese([part]),
      openAll: () => openThese(parts.keys()),
    }),
    [parts, opened, add, openThese],
  );
}

function counted(before: ReadonlyMap<string, number>, part: string, by: number): ReadonlyMap<string, number> {
  const after = new Map(before);
  const count = (after.get(part) ?? 0) + by;
  if (count > 0) after.set(part, count);
  else after.delete(part);
  return after;
}

const MustOpenContext = createContext<OpenParts | undefined>(undefined);

/** `undefined` frees what is inside: it can be opened, but need not be. */
export function MustOpenProvider({ parts, children }: { parts: OpenParts | undefined; children: ReactNode }) {
  return <MustOpenContext.Provider value={parts}>{children}</MustOpenContext.Provider>;
}

/** Declares a part that is collapsed at first. Outside a card that is decided about, it can simply be opened. */
export function useCollapsible(part: string, isLong: boolean): { isOpen: boolean; open: () => void } {
  const parts = useContext(MustOpenContext);
  const [isOpenAlone, setOpenAlone] = useState(false);
  const add = parts?.add;
  useLayoutEffect(() => (isLong ? add?.(part) : undefined), [add, part, isLong]);
  if (parts === undefined) return { isOpen: isOpenAlone, open: () => setOpenAlone(true) };
  return { isOpen: parts.opened.has(part), open: () => parts.open(part) };
}
