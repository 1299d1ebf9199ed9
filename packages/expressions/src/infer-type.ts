import { fieldType } from './field-type.ts';
import type { ParameterKind } from './functions/expression-function.ts';
import { findFunction } from './functions.ts';
import { granting } from './granting.ts';
import { operatorType } from './operator-type.ts';
import { type ExpressionProblem, problemAt } from './problem.ts';
import { isVariableName } from './scope.ts';
import { suggest } from './suggest.ts';
import type { PatternUse, Syntax } from './syntax.ts';
import { allows, unwrap, withoutNull, wrapIf } from './type-questions.ts';
import type { TypeScope } from './type-scope.ts';
import {
  any,
  boolean,
  duration,
  type Field,
  listOf,
  nameOfType,
  number,
  type Type,
  text,
  typeOfValue,
  union,
} from './types.ts';

/** Finds the type of an expression and, on the way, everything that is wrong with it. */
export function inferType(syntax: Syntax, scope: TypeScope): { type: Type; problems: ExpressionProblem[] } {
  const problems: ExpressionProblem[] = [];
  const type = new Checker(scope, problems).infer(syntax, []);
  return { type, problems };
}

type Locals = readonly { name: string; type: Type }[];

class Checker {
  readonly #scope: TypeScope;
  readonly #problems: ExpressionProblem[];

  constructor(scope: TypeScope, problems: ExpressionProblem[]) {
    this.#scope = scope;
    this.#problems = problems;
  }

  infer(syntax: Syntax, locals: Locals): Type {
    switch (syntax.kind) {
      case 'literal':
        if (syntax.isRounded) this.#problems.push(roundedNumber(syntax));
        return typeof syntax.value === 'string'
          ? { kind: 'text', values: [syntax.value] }
          : typeOfValue(syntax.value);
      case 'variable':
        return this.#variable(syntax, locals);
      case 'field':
      case 'index':
        return this.#path(syntax, locals, syntax.isOptional);
      case 'has':
        this.#path(syntax.target, locals, true);
        return boolean;
      case 'or-value': {
        const found = withoutNull(unwrap(this.#path(syntax.target, locals, true)));
        return union([found, this.infer(syntax.fallback, locals)]);
      }
      case 'list':
        return listOf(
          syntax.items.length > 0 ? union(syntax.items.map((item) => this.infer(item, locals))) : any,
        );
      case 'map':
        return this.#map(syntax, locals);
      case 'choice': {
        this.#want(syntax.test, boolean, locals);
        const known = this.#granting(syntax.test);
        return union([known.infer(syntax.yes, locals), this.infer(syntax.no, locals)]);
      }
      case 'and':
      case 'or': {
        this.#want(syntax.left, boolean, locals);
        // `has(x) && x > 1`: what the left side asked about counts as present on the right.
        const known = syntax.kind === 'and' ? this.#granting(syntax.left) : this;
        known.#want(syntax.right, boolean, locals);
        return boolean;
      }
      case 'not':
        this.#want(syntax.operand, boolean, locals);
        return boolean;
      case 'negate': {
        const operand = this.infer(syntax.operand, locals);
        if (!allows(operand, ['number', 'duration'])) this.#mismatch(syntax.operand, 'a number', operand);
        return operand.kind === 'duration' ? duration : number;
      }
      case 'binary':
        return this.#binary(syntax, locals);
      case 'call':
        return this.#call(syntax, locals);
      case 'matches':
        this.#want(syntax.text, text, locals);
        return patternResult[syntax.use];
      case 'each':
        return this.#each(syntax, locals);
    }
  }

  /** The same checker where the test is known to hold. */
  #granting(test: Syntax): Checker {
    return new Checker(granting(this.#scope, test), this.#problems);
  }

  #variable(syntax: Extract<Syntax, { kind: 'variable' }>, locals: Locals): Type {
    const local = locals.findLast(({ name }) => name === syntax.name);
    if (local) return local.type;
    const known = this.#scope.variables.get(syntax.name);
    if (known) return known;
    if (syntax.name === 'steps') return stepsType(this.#scope);
    const names = [...this.#scope.variables.keys(), 'steps', ...locals.map(({ name }) => name)];
    const isStep = this.#scope.steps.get(syntax.name) !== undefined;
    const message = isVariableName(syntax.name)
      ? `${syntax.name} is not available here.`
      : `There is no variable ${syntax.name}.`;
    const hint = isStep ? `Did you mean steps.${syntax.name}?` : suggest(syntax.name, names);
    this.#problems.push(problemAt('PB3002', message, syntax, hint));
    return any;
  }

  /** `isGuarded`: the author asked for "maybe", so parts that can be missing are fine. */
  #path(syntax: Syntax, locals: Locals, isGuarded: boolean): Type {
    if (syntax.kind === 'field') {
      if (isSteps(syntax.target, locals)) return this.#step(syntax.name, syntax, isGuarded);
      const target = this.#path(syntax.target, locals, isGuarded);
      const range = { start: syntax.nameStart, end: syntax.nameStart + syntax.name.length };
      const found = fieldType(
        target,
        syntax.name,
        { range, isGuarded: isGuarded || syntax.isOptional },
        this.#problems,
      );
      return wrapIf(found, syntax.isOptional || target.kind === 'maybe');
    }
    if (syntax.kind === 'index') {
      const index = this.infer(syntax.index, locals);
      const key = syntax.index.kind === 'literal' ? syntax.index.value : undefined;
      if (isSteps(syntax.target, locals)) {
        return typeof key === 'string' ? this.#step(key, syntax.index, isGuarded) : any;
      }
      const target = this.#path(syntax.target, locals, isGuarded);
      const found =
        typeof key === 'string'
          ? fieldType(
              target,
              key,
              { range: syntax.index, isGuarded: isGuarded || syntax.isOptional },
              this.#problems,
            )
          : this.#item(target, index, syntax);
      return wrapIf(found, syntax.isOptional || target.kind === 'maybe');
    }
    return this.infer(syntax, locals);
  }

  #step(key: string, syntax: Syntax, isGuarded: boolean): Type {
    const range =
      syntax.kind === 'field' ? { start: syntax.nameStart, end: syntax.nameStart + key.length } : syntax;
    const step = this.#scope.steps.get(key);
    if (!step) {
      const hint = suggest(key, this.#scope.steps.keys());
      this.#problems.push(problemAt('PB3002', `No step before this one has the key ${key}.`, range, hint));
      return any;
    }
    if (!step.isCertain && !isGuarded) {
      const name = step.title === undefined ? key : `"${step.title}"`;
      this.#problems.push(
        problemAt(
          'PB3004',
          `${name} has not run on every way to this step.`,
          range,
          `Give a fallback: steps.${key}.orValue(…), or ask has(steps.${key}) first.`,
        ),
      );
    }
    return step.type;
  }

  #item(target: Type, index: Type, syntax: Extract<Syntax, { kind: 'index' }>): Type {
    if (target.kind === 'maybe') return this.#item(target.of, index, syntax);
    if (target.kind === 'list') {
      if (!allows(index, ['number'])) this.#mismatch(syntax.index, 'a number', index);
      return target.item;
    }
    if (target.kind === 'object') {
      if (!allows(index, ['text'])) this.#mismatch(syntax.index, 'text', index);
      return union([...Array.from(target.fields.values(), (field) => field.type), target.others ?? any]);
    }
    if (!allows(target, ['list', 'object'])) this.#mismatch(syntax.target, 'a list or an object', target);
    return any;
  }

  #map(syntax: Extract<Syntax, { kind: 'map' }>, locals: Locals): Type {
    const fields = new Map<string, Field>();
    let others: Type | undefined;
    for (const { key, value } of syntax.entries) {
      const type = this.infer(value, locals);
      if (key.kind === 'literal') {
        fields.set(String(key.value), { type, isRequired: true });
      } else {
        this.infer(key, locals);
        others = others ? union([others, type]) : type;
      }
    }
    return { kind: 'object', fields, others: others ?? (fields.size > 0 ? undefined : any) };
  }

  #binary(syntax: Extract<Syntax, { kind: 'binary' }>, locals: Locals): Type {
    const left = this.infer(syntax.left, locals);
    const right = this.infer(syntax.right, locals);
    return operatorType(syntax, left, right, this.#problems);
  }

  #call(syntax: Extract<Syntax, { kind: 'call' }>, locals: Locals): Type {
    const found = findFunction(syntax.name);
    if (!found) return any;
    const types = syntax.args.map((arg) => this.infer(arg, locals));
    for (const [index, type] of types.entries()) {
      const wanted = found.parameters[index];
      if (wanted && wanted !== 'any' && !allows(type, kindsOf[wanted])) {
        this.#problems.push(
          problemAt(
            'PB3003',
            `${syntax.name} wants ${wantedWords[wanted]} here, not ${nameOfType(type)}.`,
            syntax.args[index]!,
            found.signature,
          ),
        );
      }
    }
    const written = syntax.args.map((arg) => (arg.kind === 'literal' ? arg.value : undefined));
    const fault = found.refuses?.(written, types.map(unwrap));
    if (fault !== undefined) this.#problems.push(problemAt('PB3003', fault, syntax, found.signature));
    return typeof found.result === 'function' ? found.result(types.map(unwrap)) : found.result;
  }

  #each(syntax: Extract<Syntax, { kind: 'each' }>, locals: Locals): Type {
    const list = unwrap(this.infer(syntax.list, locals));
    if (!allows(list, ['list', 'object'])) this.#mismatch(syntax.list, 'a list', list);
    const item = list.kind === 'list' ? list.item : list.kind === 'object' ? text : any;
    const within = [...locals, { name: syntax.name, type: item }];
    if (syntax.test) this.#want(syntax.test, boolean, within);
    if (syntax.macro === 'map') return listOf(this.infer(syntax.body, within));
    if (syntax.macro === 'sortBy' || syntax.macro === 'groupBy') {
      const key = this.infer(syntax.body, within);
      if (syntax.macro === 'groupBy') return listOf(groupOf(key, item));
      if (!allows(unwrap(key), kindsOf.orderable)) this.#mismatch(syntax.body, wantedWords.orderable, key);
      return listOf(item);
    }
    this.#want(syntax.body, boolean, within);
    return syntax.macro === 'filter' ? listOf(item) : boolean;
  }

  #want(syntax: Syntax, wanted: Type, locals: Locals): void {
    const type = this.infer(syntax, locals);
    if (!allows(type, [wanted.kind])) this.#mismatch(syntax, nameOfType(wanted), type);
  }

  #mismatch(syntax: Syntax, wanted: string, type: Type): void {
    this.#problems.push(problemAt('PB3003', `This has to be ${wanted}, but is ${nameOfType(type)}.`, syntax));
  }
}

function roundedNumber(range: { start: number; end: number }): ExpressionProblem {
  const message = 'This number has more digits than a number keeps, so its last ones would change.';
  return problemAt('PB3003', message, range, 'Write it in quotes: texts keep every digit.');
}

const patternResult: Record<PatternUse, Type> = {
  'is-found': boolean,
  first: { kind: 'maybe', of: text },
  all: listOf(text),
};

function groupOf(key: Type, item: Type): Type {
  const fields = new Map<string, Field>([
    ['key', { type: unwrap(key), isRequired: true }],
    ['items', { type: listOf(item), isRequired: true }],
  ]);
  return { kind: 'object', fields, others: undefined };
}

const kindsOf: Record<ParameterKind, readonly Type['kind'][]> = {
  any: [],
  text: ['text'],
  number: ['number'],
  list: ['list'],
  instant: ['instant'],
  duration: ['duration'],
  'text or list': ['text', 'list'],
  countable: ['text', 'list', 'object'],
  orderable: ['number', 'text', 'instant', 'duration', 'list'],
};

const wantedWords: Record<ParameterKind, string> = {
  any: 'a value',
  text: 'text',
  number: 'a number',
  list: 'a list',
  instant: 'timestamp("…")',
  duration: 'duration("…")',
  'text or list': 'text or a list',
  countable: 'text, a list or an object',
  orderable: 'a number, text or an instant',
};

function isSteps(syntax: Syntax, locals: Locals): boolean {
  return (
    syntax.kind === 'variable' && syntax.name === 'steps' && !locals.some(({ name }) => name === 'steps')
  );
}

function stepsType(scope: TypeScope): Type {
  const fields = new Map<string, Field>();
  for (const key of scope.steps.keys()) {
    const step = scope.steps.get(key);
    if (step) fields.set(key, { type: step.type, isRequired: step.isCertain });
  }
  return { kind: 'object', fields, others: undefined };
}
