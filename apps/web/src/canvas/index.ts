export type { NodeRunState } from './flow/flow-types.ts';
export { GraphView } from './flow/graph-view.tsx';
