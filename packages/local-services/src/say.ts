/** How a service tells the person what it is doing: one plain line at a time, for anything over a second. */
export type Say = (line: string) => void;

export type Environment = Readonly<Record<string, string | undefined>>;
