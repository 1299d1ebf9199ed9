/** What the practice office needs of a logger; pino fits. */
export type PracticeLog = {
  info: (details: object, message: string) => void;
  warn: (details: object, message: string) => void;
};

export const noLog: PracticeLog = { info: () => undefined, warn: () => undefined };
