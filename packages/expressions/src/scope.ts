import type { Json } from '@dayshift/model';

/**
 * The variables an expression may read. A variable that is left out is missing: reading it fails by name.
 * `steps` may be a look-up, so that a host with a thousand outputs need not copy them for every expression.
 */
export interface Scope {
  trigger?: Json;
  steps?: { readonly [key: string]: Json | undefined } | StepLookUp;
  vars?: Json;
  item?: Json;
  index?: Json;
  worker?: Json;
  run?: Json;
  error?: Json;
}

export type StepLookUp = (key: string) => Json | undefined;

export const variableNames = ['trigger', 'steps', 'vars', 'item', 'index', 'worker', 'run', 'error'] as const;
export type VariableName = (typeof variableNames)[number];

/** What each variable is, for completion lists and messages. */
export const variableHelp: Record<VariableName, string> = {
  trigger: 'What started the run',
  steps: 'What earlier steps put out, by key',
  vars: 'Values set by the playbook',
  item: 'The current item of a for-each',
  index: 'The number of the current item or round, from 0',
  worker: 'The AI worker',
  run: 'This run',
  error: 'The failure that led here',
};

export function isVariableName(name: string): name is VariableName {
  return (variableNames as readonly string[]).includes(name);
}
