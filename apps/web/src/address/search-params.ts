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
/**
 * `node` selects a node; `version` shows a published version; `run` names the run that a fix is for; `view: 'all'` opens with the
 * whole drawing in view, however small.
 */
export type PlaybookSearch = {
  tab?: (typeof playbookTabs)[number];
  node?: string;
  version?: number;
  run?: string;
  view?: 'all';
};

/** `new` opens the dialog that makes one, for `worker`; `archived` shows what was put away as well. */
export type PlaybooksSearch = { new?: boolean; archived?: boolean; worker?: string };

/** What the audit is narrowed by, kept in the address and named as the API names it. */
export type AuditSearch = {
  kind?: (typeof auditKinds)[number];
  worker?: string;
  result?: (typeof auditResults)[number];
  from?: number;
  text?: string;
};
export const auditKinds = ['effect', 'start', 'person'] as const;
export const auditResults = ['done', 'failed', 'refused', 'open'] as const;
