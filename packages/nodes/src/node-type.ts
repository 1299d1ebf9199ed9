import type { Json, JsonObject, JsonSchema } from '@dayshift/model';
import type { z } from 'zod';
import type { CompileContext, Fragment } from './fragment.ts';

/**
 * A node type: what an author can draw, as data. It has no component and no handler: its card and form are drawn from
 * this description, and it runs by compiling to steps of the plan.
 */
export interface NodeType {
  type: string;
  version: number;
  title: string;
  /** What it is for, in one sentence. */
  help: string;
  /** A lucide icon's name. */
  icon: string;
  category: NodeCategory;
  /** A run enters here; nothing leads into it. */
  isTrigger: boolean;
  /** Holds other nodes. */
  isContainer: boolean;
  /** Of a container: what a step inside does, as the end of a sentence. */
  inside?: string | undefined;
  /** Shape of the config; its `.meta()` describes the form. */
  config: z.ZodType;
  /** What a new node starts with. It has the right shape; required fields may still be empty. */
  starter: JsonObject;
  examples: NodeExample[];
  /** Changes a config of version N (the key) into one of version N + 1. */
  migrations: Readonly<Record<number, (config: JsonObject) => JsonObject>>;
  /** Reads a config of the current version. */
  read(config: JsonObject): ReadResult;
}

export type NodeCategory = 'start' | 'people' | 'ai' | 'flow' | 'do';

export interface NodeExample {
  title: string;
  config: JsonObject;
}

export type ReadResult = { ok: true; node: ReadNode } | { ok: false; issues: ConfigIssue[] };

/** A node type together with a config that has its shape. */
export interface ReadNode {
  /** The config with what was left out filled in. */
  config: JsonObject;
  ports: Port[];
  summary: SummaryPart[];
  /** What is wrong beyond the shape: a cron text that is none, a case named twice. */
  issues: ConfigIssue[];
  outputSchema(context: TypeContext): JsonSchema;
  compile(context: CompileContext): Fragment;
}

export interface ConfigIssue {
  /** Path in the config, such as `cases.0.when`. */
  field: string;
  message: string;
  hint?: string;
}

/** Where an arrow may start. */
export interface Port {
  name: string;
  /** Shown under the card; missing where the arrow speaks for itself. */
  label?: string;
  isError: boolean;
  /** False where the node's own output does not exist on this way, as after a failure. */
  hasOutput: boolean;
}

/** A piece of a card's sentence; values from the config are marked. */
export interface SummaryPart {
  text: string;
  isValue?: boolean;
}

/** Tells a node what its values will be, so that it can say what it puts out. */
export interface TypeContext {
  /** Schema of a value with holes, at the node. */
  schemaOf(value: Json): JsonSchema;
  /** The same at the end of a container's body. */
  bodySchemaOf(value: Json): JsonSchema;
}

/** What is written by hand for a type; `defineNode` makes the rest of it. */
export interface NodeDefinition<Schema extends z.ZodType> {
  type: string;
  version: number;
  title: string;
  help: string;
  icon: string;
  category: NodeCategory;
  isContainer?: boolean;
  inside?: string;
  config: Schema;
  starter: JsonObject;
  examples: NodeExample[];
  migrations?: Readonly<Record<number, (config: JsonObject) => JsonObject>>;
  ports: (config: z.output<Schema>) => Port[];
  summary: (config: z.output<Schema>) => SummaryPart[];
  check?: (config: z.output<Schema>) => ConfigIssue[];
  outputSchema: (config: z.output<Schema>, context: TypeContext) => JsonSchema;
  compile: (config: z.output<Schema>, context: CompileContext) => Fragment;
}

export function defineNode<Schema extends z.ZodType>(definition: NodeDefinition<Schema>): NodeType {
  const { ports, summary, check, outputSchema, compile, migrations, isContainer, ...rest } = definition;
  return {
    ...rest,
    isTrigger: rest.category === 'start',
    isContainer: isContainer ?? false,
    migrations: migrations ?? {},
    read(config) {
      const parsed = definition.config.safeParse(config);
      if (!parsed.success) return { ok: false, issues: parsed.error.issues.map(toIssue) };
      const { data } = parsed;
      return {
        ok: true,
        node: {
          config: data as JsonObject, // every config schema is of a JSON object
          ports: ports(data),
          summary: summary(data),
          issues: check?.(data) ?? [],
          outputSchema: (context) => outputSchema(data, context),
          compile: (context) => compile(data, context),
        },
      };
    },
  };
}

function toIssue(issue: z.core.$ZodIssue): ConfigIssue {
  // An unknown field is at fault itself, not the object it stands in.
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
  return { field: path.map(String).join('.'), message: sentence(issue.message) };
}

function sentence(message: string): string {
  const text = message.replace(/^Invalid input: /, '');
  return /[.!?]$/.test(text) ? capital(text) : `${capital(text)}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
