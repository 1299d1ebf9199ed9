/** What the run list is narrowed by, kept in the address. */
export type RunsSearch = {
  worker?: string;
  playbook?: string;
  state?: string;
  from?: number;
  to?: number;
  text?: string;
};

export const playbookTabs = ['draw', 'outline', 'runs', 'versions'] as const;
/** `node` selects a node; `version` shows a published version; `run` names the run that a fix is for. */
export type PlaybookSearch = {
  tab?: (typeof playbookTabs)[number];
  node?: string;
  version?: number;
  run?: string;
};

/** `new` opens the dialog that makes one, for `worker`; `archived` shows what was put away as well. */
export type PlaybooksSearch = { new?: boolean; archived?: boolean; worker?: string };
