export { findNodeType, nodeTypes } from './catalog.ts';
export { type ConfigField, fieldsOfConfig, isExpressionField } from './config-texts.ts';
export { type FieldControl, type FieldMeta, formSchema } from './fields.ts';
export type { CompileContext, Fragment, FragmentPart, FragmentPort, ScopeDraft } from './fragment.ts';
export { theManager } from './gate.ts';
export {
  effectOfNode,
  type NodeEffect,
  type NodePorts,
  portsOf,
  summaryOf,
  type TestKind,
  testKindOf,
} from './node-facts.ts';
export type {
  ConfigIssue,
  NodeCategory,
  NodeExample,
  NodeType,
  Port,
  ReadNode,
  ReadResult,
  SummaryPart,
  TypeContext,
} from './node-type.ts';
export { migrate, type NodeReading, readNode } from './read-node.ts';
export { cronInWords, cronIssue, separateCrons } from './schedule/cron.ts';
export { nextCronTimes } from './schedule/cron-times.ts';
export { conditionInWords } from './summary.ts';
export { nameOf } from './value-names.ts';
