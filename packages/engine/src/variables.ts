import type { Activation, Json } from '@dayshift/model';
import type { Draft } from './draft.ts';
import { baseKey } from './instance-key.ts';

/** What an expression sees: `trigger`, `steps.<key>`, `vars`, `item`, `index`, `worker`, `run`, `error`. */
export type Variables = Record<string, Json>;

/** The variables of an activation: its own outputs hide those of the scopes around it. */
export function variablesOf(draft: Draft, activation: Activation, more: Variables = {}): Variables {
  const chain = activationChain(draft, activation);
  const steps =
    chain.length === 1
      ? outputsOf(draft, activation)
      : Object.assign({}, ...chain.map((each) => outputsOf(draft, each)));
  const variables: Variables = {
    trigger: draft.state.trigger,
    steps,
    vars: {},
    worker: draft.state.worker,
    run: draft.state.run,
  };
  for (const each of chain) {
    if (each.item !== undefined) variables.item = each.item;
    if (each.index !== undefined) variables.index = each.index;
    if (each.error) variables.error = { ...each.error } as Json; // a Failure is plain JSON
  }
  return Object.assign(variables, more);
}

/** Tells the draft's cache that a step of this activation has an output now. */
export function rememberOutput(
  draft: Draft,
  activation: Activation,
  stepKey: string | undefined,
  output: Json,
): void {
  const outputs = draft.memory.outputs.get(activation.key);
  if (outputs && stepKey !== undefined) outputs[stepKey] = output;
}

/** Outermost first. */
function activationChain(draft: Draft, activation: Activation): Activation[] {
  const chain: Activation[] = [activation];
  let scope = draft.index.scope(activation.scopeId);
  let path = activation.path;
  while (scope && scope.kind !== 'root') {
    path = path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : '';
    const parent = draft.state.activations[baseKey(scope.parentId, path)];
    if (!parent) break;
    chain.unshift(parent);
    scope = draft.index.scope(parent.scopeId);
  }
  return chain;
}

function outputsOf(draft: Draft, activation: Activation): Record<string, Json> {
  let outputs = draft.memory.outputs.get(activation.key);
  if (!outputs) {
    outputs = {};
    for (const step of draft.index.stepsOf(activation.scopeId)) {
      if (step.key === undefined) continue;
      const generation = draft.state.generations[baseKey(step.id, activation.path)] ?? 0;
      const state =
        draft.state.steps[baseKey(step.id, activation.path) + (generation > 0 ? `!${generation}` : '')];
      if (state?.status === 'done' && state.output !== undefined) outputs[step.key] = state.output;
    }
    draft.memory.outputs.set(activation.key, outputs);
  }
  return outputs;
}
