export type { NodeRunState } from './flow/flow-types.ts';
export { GraphView, type GraphViewProps } from './flow/graph-view.tsx';
