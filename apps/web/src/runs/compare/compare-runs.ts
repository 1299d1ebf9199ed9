import type { RunView, StepView } from '@dayshift/contracts';
import type { Json } from '@dayshift/model';
import type { NodeRunState } from '../../graph/flow-types.ts';
import { type Change, findChanges } from '../../inbox/find-changes.ts';
import { findStateLook } from '../../ui/state-tag.tsx';
import { nodeStates } from '../step/node-states.ts';
import { stepsOfNode, tellingStep } from '../step/step-facts.ts';

type Compared = Pick<RunView, 'run' | 'nodes' | 'steps' | 'graph'>;

/** How one run fared at a node. */
export interface Side {
  step: StepView;
  state: NodeRunState;
}

/** One node in both runs. */
export interface ComparedNode {
  nodeId: string;
  title: string;
  /** Missing where the run did not come by. */
  mine: Side | undefined;
  theirs: Side | undefined;
  /** `way`: another state, another way out, or reached by one alone · `values`: only what it gave differs. */
  difference: 'none' | 'values' | 'way';
  /** What it was asked, by path: `before` is this run's. */
  asked: Change[];
  /** What it gave, by path. */
  changes: Change[];
}

/** Two runs node by node, in the order in which they were reached: this run's first, then what only the other came by. */
export function compareRuns(mine: Compared, theirs: Compared): ComparedNode[] {
  const states = {
    mine: nodeStates(mine),
    theirs: nodeStates(theirs),
  };
  const nodeIds = new Set([...mine.nodes, ...theirs.nodes].map(({ nodeId }) => nodeId));
  return [...nodeIds].flatMap((nodeId) => {
    const left = sideOf(mine, nodeId, states.mine);
    const right = sideOf(theirs, nodeId, states.theirs);
    const step = left?.step ?? right?.step;
    if (!step) return [];
    const changes = left && right ? changesOf(left.step.output, right.step.output) : [];
    const asked = left && right ? changesOf(left.step.input, right.step.input) : [];
    const isOtherWay = left?.step.status !== right?.step.status || left?.step.port !== right?.step.port;
    const difference = isOtherWay ? 'way' : changes.length > 0 ? 'values' : 'none';
    return [{ nodeId, title: step.title, mine: left, theirs: right, difference, asked, changes }];
  });
}

/**
 * Where the two part: where one of them failed, or they went out by different ways. What is only further along in one of them
 * (a wait that was called off, a step not reached yet) parts nobody, as long as there is something that does.
 */
export function partedNode(nodes: readonly ComparedNode[]): ComparedNode | undefined {
  return nodes.find(isParting) ?? nodes.find(({ difference }) => difference === 'way');
}

function isParting({ difference, mine, theirs }: ComparedNode): boolean {
  if (difference !== 'way' || !mine || !theirs) return false;
  const [here, there] = [mine.step, theirs.step];
  if (hasFailed(here) !== hasFailed(there)) return true;
  return here.status === 'done' && there.status === 'done' && here.port !== there.port;
}

const hasFailed = ({ status }: StepView) => status === 'stuck' || status === 'failed';

/** Over how many nodes the two went the same way before they parted. */
export function wayTogether(nodes: readonly ComparedNode[]): number {
  const parted = partedNode(nodes);
  return parted ? nodes.indexOf(parted) : nodes.length;
}

/** Where the two part, in one sentence; what else differs follows from it or is only data. */
export function partingSentence(nodes: readonly ComparedNode[]): string {
  const parted = partedNode(nodes);
  if (parted) {
    const { title, mine, theirs } = parted;
    const say = mine?.step.status === theirs?.step.status ? wordsOf : stateOf;
    return `They part at “${title}”: ${say(mine)} here, ${say(theirs)} there.`;
  }
  const count = nodes.filter(({ difference }) => difference === 'values').length;
  if (count === 0) return 'They went the same way, and every step gave the same.';
  return `They went the same way; ${count === 1 ? 'one step' : `${count} steps`} gave something else.`;
}

/** What the card says, in plain text. */
export function wordsOf(side: Side | undefined): string {
  const text = side?.state.text;
  const said = typeof text === 'string' ? text : (text ?? []).map((part) => part.text).join('');
  return said === '' ? stateOf(side) : said;
}

function stateOf(side: Side | undefined): string {
  return side ? findStateLook(side.state.status).word : 'not reached';
}

function sideOf(
  view: Compared,
  nodeId: string,
  states: Readonly<Record<string, NodeRunState>>,
): Side | undefined {
  const step = tellingStep(stepsOfNode(view, nodeId));
  const state = states[nodeId];
  return step && state && { step, state };
}

function changesOf(mine: Json | undefined, theirs: Json | undefined): Change[] {
  return mine === undefined || theirs === undefined ? [] : findChanges(mine, theirs);
}
