import {
  checkValue,
  type StepType,
  schemaFromType,
  type Type,
  type TypeScope,
  typeFromSchema,
} from '@dayshift/expressions';
import type { Graph, Json, JsonSchema } from '@dayshift/model';
import { type Certainty, certaintyOf } from './certainty.ts';
import { type Body, type Drawing, type DrawnNode, fragmentOf, isTrigger } from './drawing.ts';
import { errorSchema, runSchema, workerSchema } from './known-schemas.ts';
import { readDrawing } from './read-drawing.ts';

/** Where in a node an expression is evaluated: before it, or (of a container) at the end of its body. */
export type Place = 'before' | 'body';

/** A drawing with what is known about its values. */
export interface Analysis {
  drawing: Drawing;
  scopeAt(drawn: DrawnNode, place: Place): TypeScope;
  outputOf(drawn: DrawnNode): JsonSchema;
  /** Whether `step` may be read at a place, and whether it has run there for certain. */
  visibility(step: DrawnNode, at: DrawnNode, place: Place): { isVisible: boolean; isCertain: boolean };
}

const analyses = new WeakMap<Graph, Analysis>();

/** Analyses a graph; the same graph object gives the same analysis. */
export function analyse(graph: Graph): Analysis {
  let analysis = analyses.get(graph);
  if (!analysis) {
    analysis = new Analyst(readDrawing(graph));
    analyses.set(graph, analysis);
  }
  return analysis;
}

class Analyst implements Analysis {
  readonly drawing: Drawing;
  readonly #certainties = new Map<Body, Certainty>();
  readonly #outputs = new Map<DrawnNode, JsonSchema>();
  readonly #scopes = { before: new Map<DrawnNode, TypeScope>(), body: new Map<DrawnNode, TypeScope>() };
  /** Root nodes: which triggers lead here, and whether an arrow from “if it fails” lies on the way. */
  readonly #triggers = new Map<DrawnNode, ReadonlySet<DrawnNode>>();
  readonly #afterError = new Set<DrawnNode>();
  readonly #base = new Map<string, Type>([
    ['worker', typeFromSchema(workerSchema)],
    ['run', typeFromSchema(runSchema)],
  ]);

  constructor(drawing: Drawing) {
    this.drawing = drawing;
    for (const body of drawing.bodies.values()) for (const drawn of body.nodes) this.#follow(drawn);
  }

  /** In the order of work: what holds before a node holds after it. */
  #follow(drawn: DrawnNode): void {
    let triggers: ReadonlySet<DrawnNode> = isTrigger(drawn) ? new Set([drawn]) : noTriggers;
    for (const { source, port } of drawn.incoming) {
      triggers = joined(triggers, this.#triggers.get(source) ?? noTriggers);
      const isError = source.ports.some(({ name, isError }) => name === port && isError);
      if (isError || this.#afterError.has(source)) this.#afterError.add(drawn);
    }
    this.#triggers.set(drawn, triggers);
  }

  outputOf(drawn: DrawnNode): JsonSchema {
    const known = this.#outputs.get(drawn);
    if (known) return known;
    // Said before it is computed: a node whose schema asks for its own, in a circle, gets "anything".
    this.#outputs.set(drawn, {});
    const { reading } = drawn;
    const schema =
      reading.kind === 'read'
        ? reading.node.outputSchema({
            schemaOf: (value: Json) => schemaFromType(checkValue(value, this.scopeAt(drawn, 'before')).type),
            bodySchemaOf: (value: Json) =>
              schemaFromType(checkValue(value, this.scopeAt(drawn, 'body')).type),
          })
        : {};
    this.#outputs.set(drawn, schema);
    return schema;
  }

  scopeAt(drawn: DrawnNode, place: Place): TypeScope {
    const known = this.#scopes[place].get(drawn);
    if (known) return known;
    const scope: TypeScope = {
      variables: this.#variablesAt(drawn, place),
      steps: this.#stepsAt(drawn, place),
    };
    this.#scopes[place].set(drawn, scope);
    return scope;
  }

  visibility(step: DrawnNode, at: DrawnNode, place: Place): { isVisible: boolean; isCertain: boolean } {
    if (place === 'body' && step.container === at) {
      return { isVisible: true, isCertain: this.#certainty(at).isCertain(step, 'end') };
    }
    for (let each: DrawnNode | undefined = at; each; each = each.container) {
      if (each.container !== step.container) continue;
      const certainty = this.#certainty(step.container);
      if (!certainty.mayBeBefore(step, each)) return { isVisible: false, isCertain: false };
      const isCertain = certainty.isBefore(step, each) && certainty.isCertain(step, each);
      return { isVisible: true, isCertain };
    }
    return { isVisible: false, isCertain: false };
  }

  #certainty(container: DrawnNode | undefined): Certainty {
    const body = this.drawing.bodies.get(container) ?? { container, nodes: [] };
    let certainty = this.#certainties.get(body);
    if (!certainty) {
      certainty = certaintyOf(body);
      this.#certainties.set(body, certainty);
    }
    return certainty;
  }

  #stepsAt(drawn: DrawnNode, place: Place): TypeScope['steps'] {
    const { byKey } = this.drawing;
    const answers = new Map<string, StepType | undefined>();
    const look = (key: string): StepType | undefined => {
      const step = byKey.get(key);
      if (!step) return undefined;
      const { isVisible, isCertain } = this.visibility(step, drawn, place);
      if (!isVisible) return undefined;
      return { type: typeFromSchema(this.outputOf(step)), title: step.node.title, isCertain };
    };
    return {
      get: (key) => {
        if (!answers.has(key)) answers.set(key, look(key));
        return answers.get(key);
      },
      keys: () =>
        [...byKey].filter(([, step]) => this.visibility(step, drawn, place).isVisible).map(([key]) => key),
    };
  }

  #variablesAt(drawn: DrawnNode, place: Place): TypeScope['variables'] {
    const variables = new Map(this.#base);
    const outer: DrawnNode[] = [];
    for (let each: DrawnNode | undefined = drawn; each; each = each.container) outer.unshift(each);
    const [root] = outer;
    if (root && !isTrigger(root)) variables.set('trigger', this.#triggerAt(root));
    if (outer.some((each) => this.#afterError.has(each))) variables.set('error', typeFromSchema(errorSchema));
    for (const container of place === 'body' ? outer : outer.slice(0, -1))
      this.#addItem(container, variables);
    return variables;
  }

  #triggerAt(root: DrawnNode): Type {
    const leading = [...(this.#triggers.get(root) ?? [])];
    const triggers = leading.length > 0 ? leading : this.drawing.nodes.filter(isTrigger);
    const schemas = triggers.map((trigger) => this.outputOf(trigger));
    const [only] = schemas;
    if (schemas.length > 1) return typeFromSchema({ anyOf: schemas });
    return typeFromSchema(only ?? {});
  }

  /** `item` and `index` inside a container. What a loop's round gave depends on itself, so it is anything. */
  #addItem(container: DrawnNode, variables: Map<string, Type>): void {
    const body = fragmentOf(container)?.body;
    variables.set('index', typeFromSchema({ type: 'number' }));
    variables.set('item', typeFromSchema({}));
    if (body?.kind !== 'map') return;
    const { type } = checkValue(body.items, this.scopeAt(container, 'before'));
    if (type.kind === 'list') variables.set('item', type.item);
  }
}

const noTriggers: ReadonlySet<DrawnNode> = new Set();

/** Both together; one of the two themselves where it holds all, since most playbooks have one trigger. */
function joined(a: ReadonlySet<DrawnNode>, b: ReadonlySet<DrawnNode>): ReadonlySet<DrawnNode> {
  if (holdsAll(a, b)) return a;
  return holdsAll(b, a) ? b : new Set([...a, ...b]);
}

function holdsAll(holder: ReadonlySet<DrawnNode>, members: ReadonlySet<DrawnNode>): boolean {
  if (holder === members) return true;
  for (const member of members) if (!holder.has(member)) return false;
  return true;
}
