import { applyBinary } from './apply-binary.ts';
import { argumentWords, fits } from './arguments.ts';
import { findPattern } from './find-pattern.ts';
import type { ExpressionFunction } from './functions/expression-function.ts';
import { findFunction } from './functions.ts';
import { groupedBy, sortedBy } from './order.ts';
import { asKey, fieldOf, itemOf, settled, stepOutput, wrap } from './read-path.ts';
import {
  type Budget,
  checkedList,
  checkedNumber,
  Duration,
  describe,
  EvaluationStopped,
  isRecord,
  Maybe,
  nothing,
  wrongType,
} from './runtime.ts';
import type { Scope } from './scope.ts';
import type { EachMacro, Syntax } from './syntax.ts';

/** What a program runs on: the variables, the items of the comprehensions around, and what is left to spend. */
interface Frame {
  scope: Scope;
  locals: unknown[];
  budget: Budget;
}

/** A syntax tree turned into nested closures: five times as fast as walking the tree. Throws EvaluationStopped. */
export type Program = (frame: Frame) => unknown;

type Place = { source: string; locals: readonly string[] };

export function compileSyntax(syntax: Syntax, source: string): Program {
  return compile(syntax, { source, locals: [] });
}

function compile(syntax: Syntax, place: Place): Program {
  switch (syntax.kind) {
    case 'literal': {
      const { value } = syntax;
      return () => value;
    }
    case 'variable':
      return present(variable(syntax.name, place), syntax, place);
    case 'field':
    case 'index':
      return present(reach(syntax, place), syntax, place);
    case 'has': {
      const probe = reach(syntax.target, place);
      return (frame) => {
        const found = probe(frame);
        return found !== undefined && found !== nothing;
      };
    }
    case 'or-value': {
      const probe = reach(syntax.target, place);
      const fallback = compile(syntax.fallback, place);
      return (frame) => {
        const found = probe(frame);
        const value = found instanceof Maybe ? found.value : found;
        // A null from an API means "not there" to an author, so it takes the fallback too.
        return value === undefined || value === null ? fallback(frame) : value;
      };
    }
    case 'list': {
      const items = syntax.items.map((item) => compile(item, place));
      return (frame) => items.map((item) => settled(item(frame)));
    }
    case 'map':
      return mapLiteral(syntax, place);
    case 'choice': {
      const test = truth(syntax.test, place);
      const yes = compile(syntax.yes, place);
      const no = compile(syntax.no, place);
      return (frame) => (test(frame) ? yes(frame) : no(frame));
    }
    case 'and': {
      const left = truth(syntax.left, place);
      const right = truth(syntax.right, place);
      return (frame) => left(frame) && right(frame);
    }
    case 'or': {
      const left = truth(syntax.left, place);
      const right = truth(syntax.right, place);
      return (frame) => left(frame) || right(frame);
    }
    case 'not': {
      const operand = truth(syntax.operand, place);
      return (frame) => !operand(frame);
    }
    case 'negate': {
      const operand = compile(syntax.operand, place);
      return (frame) => {
        const value = operand(frame);
        if (value instanceof Duration) return new Duration(-value.seconds);
        if (typeof value !== 'number') throw wrongType('a number', value, text(syntax.operand, place));
        return checkedNumber(-value);
      };
    }
    case 'binary': {
      const left = compile(syntax.left, place);
      const right = compile(syntax.right, place);
      const { operator } = syntax;
      const isJoin = isTextOnPurpose(syntax.left) || isTextOnPurpose(syntax.right);
      return (frame) => applyBinary(operator, left(frame), right(frame), frame.budget, isJoin);
    }
    case 'call':
      return call(findFunction(syntax.name)!, syntax.args, place); // translate() let only known names through
    case 'matches': {
      const subject = compile(syntax.text, place);
      const { pattern, use } = syntax;
      return (frame) => {
        const value = subject(frame);
        if (typeof value !== 'string') throw wrongType('text', value, text(syntax.text, place));
        return findPattern(pattern, use, value, frame.budget);
      };
    }
    case 'each':
      return each(syntax, place);
  }
}

/** A text by how it is written: in quotes, or made by a function. What comes from data may be a text by accident. */
export function isTextOnPurpose(syntax: Syntax): boolean {
  switch (syntax.kind) {
    case 'literal':
      return typeof syntax.value === 'string';
    case 'choice':
      return isTextOnPurpose(syntax.yes) && isTextOnPurpose(syntax.no);
    case 'binary':
      return syntax.operator === '+' && (isTextOnPurpose(syntax.left) || isTextOnPurpose(syntax.right));
    case 'call': {
      const result = findFunction(syntax.name)?.result;
      return typeof result === 'object' && result.kind === 'text';
    }
    default:
      return false;
  }
}

/** Reads without insisting: undefined or `nothing` when any part of the path is missing. */
function reach(syntax: Syntax, place: Place): Program {
  if (syntax.kind === 'variable') return variable(syntax.name, place);
  if (syntax.kind === 'field') {
    const { name, isOptional } = syntax;
    const { target } = syntax;
    if (
      name !== 'steps' &&
      target.kind === 'variable' &&
      target.name === 'steps' &&
      !place.locals.includes('steps')
    ) {
      return (frame) => wrap(stepOutput(frame.scope, name), isOptional);
    }
    const read = reach(target, place);
    return (frame) => fieldOf(read(frame), name, isOptional);
  }
  if (syntax.kind === 'index') {
    const { isOptional } = syntax;
    const index = compile(syntax.index, place);
    if (
      syntax.target.kind === 'variable' &&
      syntax.target.name === 'steps' &&
      !place.locals.includes('steps')
    ) {
      return (frame) => wrap(stepOutput(frame.scope, asKey(index(frame))), isOptional);
    }
    const read = reach(syntax.target, place);
    return (frame) => itemOf(read(frame), index(frame), isOptional);
  }
  return compile(syntax, place);
}

function variable(name: string, place: Place): Program {
  const slot = place.locals.lastIndexOf(name);
  if (slot >= 0) return (frame) => frame.locals[slot];
  return ({ scope }) => {
    if (!Object.hasOwn(scope, name)) return undefined;
    const value: unknown = scope[name as keyof Scope]; // own key: checked above
    if (typeof value !== 'function') return value;
    throw new EvaluationStopped('WRONG_TYPE', 'Name the step to read, such as steps.load.');
  };
}

/** Insists on what `reach` found, and says which part of the path is missing. */
function present(read: Program, syntax: Syntax, place: Place): Program {
  return (frame) => {
    const value = read(frame);
    if (value !== undefined) return value;
    throw missing(syntax, frame, place);
  };
}

function missing(syntax: Syntax, frame: Frame, place: Place): EvaluationStopped {
  const path = text(syntax, place);
  const target = syntax.kind === 'field' || syntax.kind === 'index' ? syntax.target : undefined;
  if (!target) return new EvaluationStopped('MISSING_REFERENCE', `${path} is not available here.`, path);
  const holder = text(target, place);
  if (holder === 'steps') {
    return new EvaluationStopped('MISSING_REFERENCE', `${path} has no output in this run.`, path);
  }
  const found = reach(target, place)(frame);
  if (found === undefined) return missing(target, frame, place);
  const value = found instanceof Maybe ? found.value : found;
  if (isRecord(value)) {
    const keys = Object.keys(value).slice(0, 8);
    const has = keys.length > 0 ? ` It has ${keys.join(', ')}.` : ' It is empty.';
    return new EvaluationStopped('MISSING_REFERENCE', `${path} is missing from ${holder}.${has}`, path);
  }
  if (Array.isArray(value)) {
    return new EvaluationStopped(
      'MISSING_REFERENCE',
      `${path} is missing: ${holder} has ${value.length} items.`,
      path,
    );
  }
  return new EvaluationStopped(
    'MISSING_REFERENCE',
    `${path} is missing: ${holder} is ${describe(value)}.`,
    path,
  );
}

function mapLiteral(syntax: Extract<Syntax, { kind: 'map' }>, place: Place): Program {
  const entries = syntax.entries.map(({ key, value }) => ({
    key: compile(key, place),
    value: compile(value, place),
  }));
  return (frame) => {
    const made: Record<string, unknown> = {};
    for (const entry of entries) {
      const key = entry.key(frame);
      const name = typeof key === 'number' || typeof key === 'boolean' ? String(key) : asKey(key);
      made[name] = settled(entry.value(frame));
    }
    return made;
  };
}

function truth(syntax: Syntax, place: Place): (frame: Frame) => boolean {
  const program = compile(syntax, place);
  return (frame) => {
    const value = program(frame);
    if (typeof value === 'boolean') return value;
    throw wrongType('true or false', value, text(syntax, place));
  };
}

function call(found: ExpressionFunction, args: Syntax[], place: Place): Program {
  const programs = args.map((arg) => compile(arg, place));
  return (frame) => {
    frame.budget.spend(1);
    const values = programs.map((program) => settled(program(frame)));
    for (const [index, value] of values.entries()) {
      const wanted = found.parameters[index]!;
      if (!fits(value, wanted)) throw wrongType(argumentWords[wanted], value, text(args[index]!, place));
    }
    return found.run(values, frame.budget);
  };
}

function each(syntax: Extract<Syntax, { kind: 'each' }>, place: Place): Program {
  const source = compile(syntax.list, place);
  const slot = place.locals.length;
  const within: Place = { source: place.source, locals: [...place.locals, syntax.name] };
  const isTest = testMacros.has(syntax.macro);
  const body = isTest ? truth(syntax.body, within) : compile(syntax.body, within);
  const test = syntax.test ? truth(syntax.test, within) : undefined;
  const cost = 2 + ((syntax.end - syntax.start) >> 3);

  return (frame) => {
    const list = itemsOf(source(frame), text(syntax.list, place));
    const visit = (item: unknown) => {
      frame.budget.spend(cost);
      frame.locals[slot] = item;
      return body(frame);
    };
    switch (syntax.macro) {
      case 'filter':
        return list.filter(visit);
      case 'all':
        return list.every(visit);
      case 'exists':
        return list.some(visit);
      case 'exists_one':
        return list.filter(visit).length === 1;
      case 'sortBy':
        return sortedBy(list, visit, frame.budget);
      case 'groupBy':
        return groupedBy(list, visit, frame.budget);
      case 'map': {
        const made: unknown[] = [];
        for (const item of list) {
          frame.locals[slot] = item;
          if (!test || test(frame)) made.push(settled(visit(item)));
          else frame.budget.spend(cost);
        }
        return made;
      }
    }
  };
}

const testMacros: ReadonlySet<EachMacro> = new Set(['filter', 'all', 'exists', 'exists_one']);

/** A list's items, or an object's keys, as in CEL. */
function itemsOf(value: unknown, where: string): unknown[] {
  if (Array.isArray(value)) return checkedList(value);
  if (isRecord(value)) return checkedList(Object.keys(value));
  throw wrongType('a list', value, where);
}

function text(syntax: Syntax, place: Place): string {
  const found = place.source.slice(syntax.start, syntax.end);
  return found.length > 80 ? `${found.slice(0, 79)}…` : found;
}
