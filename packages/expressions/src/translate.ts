import type { ASTNode } from '@marcbachmann/cel-js';
import { RE2JS } from 're2js';
import { findFunction, functionNames, unrepeatable } from './functions.ts';
import { expressionLimits, forbiddenKeys } from './limits.ts';
import { ProblemFound, problemAt } from './problem.ts';
import { suggest } from './suggest.ts';
import {
  type BinaryOperator,
  binaryOperators,
  type EachMacro,
  eachMacros,
  patternFunctions,
  type Syntax,
} from './syntax.ts';

type Range = { start: number; end: number };

/** Turns the parser library's tree into ours, refusing what our dialect does not have. Throws ProblemFound. */
export function translate(node: ASTNode, locals: readonly string[] = [], depth = 0): Syntax {
  const range = { start: node.start, end: node.end };
  const inner = (child: ASTNode) => translate(child, locals, depth);
  switch (node.op) {
    case 'value':
      return { kind: 'literal', value: literal(node.args, range), ...isRounded(node.args), ...range };
    case 'id':
      refuseForbidden(node.args, range);
      return { kind: 'variable', name: node.args, local: locals.includes(node.args), ...range };
    case '.':
    case '.?': {
      const [target, name] = node.args;
      refuseForbidden(name, { start: node.pos, end: node.end });
      return {
        kind: 'field',
        target: inner(target),
        name,
        nameStart: node.pos,
        isOptional: node.op === '.?',
        ...range,
      };
    }
    case '[]':
    case '[?]': {
      const index = inner(node.args[1]);
      if (index.kind === 'literal' && typeof index.value === 'string') refuseForbidden(index.value, index);
      return { kind: 'index', target: inner(node.args[0]), index, isOptional: node.op === '[?]', ...range };
    }
    case 'list':
      return { kind: 'list', items: node.args.map(inner), ...range };
    case 'map':
      return {
        kind: 'map',
        entries: node.args.map(([key, value]) => ({ key: mapKey(key, inner), value: inner(value) })),
        ...range,
      };
    case '?:': {
      const [test, yes, no] = node.args;
      return { kind: 'choice', test: inner(test), yes: inner(yes), no: inner(no), ...range };
    }
    case '&&':
    case '||':
      return {
        kind: node.op === '&&' ? 'and' : 'or',
        left: inner(node.args[0]),
        right: inner(node.args[1]),
        ...range,
      };
    case '!_':
      return { kind: 'not', operand: inner(node.args), ...range };
    case '-_':
      return { kind: 'negate', operand: inner(node.args), ...range };
    case 'call':
      return call(node.args[0], undefined, node.args[1], range, locals, depth);
    case 'rcall':
      return call(node.args[0], node.args[1], node.args[2], range, locals, depth);
    default:
      return binary(node, inner);
  }
}

function literal(value: unknown, range: Range): null | boolean | number | string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  // One kind of number, as in JSON: whole numbers come from the parser as BigInt or as its unsigned wrapper.
  const number =
    typeof value === 'number' || typeof value === 'bigint' ? Number(value) : Number(value?.valueOf());
  if (Number.isFinite(number)) return number;
  throw new ProblemFound(problemAt('PB3001', 'Bytes are not a value here; write text in quotes.', range));
}

/** Found while drawing, not while running: an open run reads its plan as it always did. */
function isRounded(value: unknown): { isRounded?: true } {
  return typeof value === 'bigint' && !Number.isSafeInteger(Number(value)) ? { isRounded: true } : {};
}

function mapKey(key: ASTNode, inner: (node: ASTNode) => Syntax): Syntax {
  const range = { start: key.start, end: key.end };
  // `{name: 1}` means what it means in JSON-like languages: the key is the word itself.
  if (key.op === 'id') {
    refuseForbidden(key.args, range);
    return { kind: 'literal', value: key.args, ...range };
  }
  const syntax = inner(key);
  if (syntax.kind === 'literal' && typeof syntax.value === 'string') refuseForbidden(syntax.value, range);
  return syntax;
}

function call(
  name: string,
  receiver: ASTNode | undefined,
  args: ASTNode[],
  range: Range,
  locals: readonly string[],
  depth: number,
): Syntax {
  const inner = (child: ASTNode) => translate(child, locals, depth);
  if (receiver && isEachMacro(name)) return each(name, receiver, args, range, locals, depth);
  if (name === 'has' && !receiver && args.length === 1) return has(inner(args[0]!), range);
  if (name === 'orValue' && receiver && args.length === 1) {
    return { kind: 'or-value', target: inner(receiver), fallback: inner(args[0]!), ...range };
  }
  const all = (receiver ? [receiver, ...args] : args).map(inner);
  if (isPatternFunction(name) && all.length === 2) return matches(name, all[0]!, all[1]!, range);

  const found = findFunction(name);
  if (!found) throw new ProblemFound(unknownFunction(name, range));
  if (all.length < found.parameters.length - (found.optional ?? 0) || all.length > found.parameters.length) {
    throw new ProblemFound(problemAt('PB3003', `Write it as ${found.signature}.`, range));
  }
  return { kind: 'call', name, args: all, ...range };
}

function unknownFunction(name: string, range: Range) {
  if (unrepeatable.has(name)) {
    return problemAt(
      'PB3005',
      `${name}() would give another answer each time, so a run could not be repeated.`,
      range,
      'Use run.startedAt, or an instant that a step put out.',
    );
  }
  return problemAt('PB3002', `There is no function ${name}.`, range, suggest(name, functionNames()));
}

function has(target: Syntax, range: Range): Syntax {
  if (target.kind === 'field' || target.kind === 'index') return { kind: 'has', target, ...range };
  throw new ProblemFound(
    problemAt('PB3003', 'has() asks about one field, such as has(trigger.email).', range),
  );
}

function matches(name: PatternFunction, text: Syntax, pattern: Syntax, range: Range): Syntax {
  if (pattern.kind !== 'literal' || typeof pattern.value !== 'string') {
    throw new ProblemFound(
      problemAt('PB3006', `The pattern of ${name}() has to be a text in quotes.`, pattern),
    );
  }
  if (pattern.value.length > expressionLimits.patternLength) {
    throw new ProblemFound(
      problemAt('PB3006', `A pattern has at most ${expressionLimits.patternLength} characters.`, pattern),
    );
  }
  try {
    const compiled = RE2JS.compile(pattern.value);
    return { kind: 'matches', use: patternFunctions[name], text, pattern: compiled, ...range };
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it cannot be read';
    throw new ProblemFound(
      problemAt(
        'PB3006',
        `This pattern does not work: ${reason}.`,
        pattern,
        'Look-arounds and back-references are not available.',
      ),
    );
  }
}

function each(
  macro: EachMacro,
  receiver: ASTNode,
  args: ASTNode[],
  range: Range,
  locals: readonly string[],
  depth: number,
): Syntax {
  const variable = args[0];
  const hasTest = macro === 'map' && args.length === 3;
  if (variable?.op !== 'id' || args.length !== (hasTest ? 3 : 2)) {
    throw new ProblemFound(problemAt('PB3003', `Write it as list.${macro}(x, …).`, range));
  }
  if (depth >= expressionLimits.comprehensionDepth) {
    throw new ProblemFound(
      problemAt('PB3007', `${macro} is nested too deeply: two levels are the limit.`, range),
    );
  }
  refuseForbidden(variable.args, { start: variable.start, end: variable.end });
  const within = [...locals, variable.args];
  const body = translate(args[hasTest ? 2 : 1]!, within, depth + 1);
  return {
    kind: 'each',
    macro,
    list: translate(receiver, locals, depth),
    name: variable.args,
    ...(hasTest ? { test: translate(args[1]!, within, depth + 1) } : {}),
    body,
    ...range,
  };
}

function binary(node: ASTNode, inner: (node: ASTNode) => Syntax): Syntax {
  const range = { start: node.start, end: node.end };
  if (!isBinaryOperator(node.op)) throw new ProblemFound(problemAt('PB3001', 'This cannot be read.', range));
  const [left, right] = node.args as [ASTNode, ASTNode]; // what every binary operator of the parser holds
  return { kind: 'binary', operator: node.op, left: inner(left), right: inner(right), ...range };
}

function refuseForbidden(name: string, range: Range): void {
  if (forbiddenKeys.has(name)) throw new ProblemFound(problemAt('PB3005', `${name} may not be read.`, range));
}

type PatternFunction = keyof typeof patternFunctions;

function isPatternFunction(name: string): name is PatternFunction {
  return Object.hasOwn(patternFunctions, name);
}

function isEachMacro(name: string): name is EachMacro {
  return (eachMacros as readonly string[]).includes(name);
}

function isBinaryOperator(op: string): op is BinaryOperator {
  return (binaryOperators as readonly string[]).includes(op);
}
