import { evaluate, evaluateValue, type Scope } from '@dayshift/expressions';
import { isObject } from '@dayshift/json-schema';
import type { GraphNode, Json } from '@dayshift/model';
import { effectOfNode } from '@dayshift/nodes';
import { isOperation, operations, readInput, sayFault } from '@dayshift/operations';
import { wordsOf } from './form-fields.ts';

/** What a step would ask of the outside world with the values at hand, before it is asked. */
export interface WouldBeSent {
  title: string;
  /** Whether a person is asked before; `maybe` where that cannot be said with the values at hand. */
  asks: 'never' | 'always' | 'maybe';
  lines: { label: string; text: string }[];
  /** Why it would be refused, or cannot be said. */
  trouble?: string;
}

/** Undefined for a step that changes nothing outside. */
export function wouldBeSent(node: GraphNode, scope: Scope): WouldBeSent | undefined {
  const effect = effectOfNode(node);
  if (!effect) return undefined;
  const operation = isOperation(effect.operation) ? operations[effect.operation] : undefined;
  const title = operation?.title ?? effect.operation;
  const asks = typeof effect.asks === 'string' ? effect.asks : asksWhen(effect.asks.when, scope);
  const filled = evaluateValue(effect.input, scope);
  if (!filled.ok) {
    return {
      title,
      asks,
      lines: [],
      trouble: `What it would send is not known yet: ${filled.failure.message}`,
    };
  }
  const sent: WouldBeSent = { title, asks, lines: linesOf(effect.operation, filled.value) };
  const read = operation && readInput(operation, filled.value);
  return operation && read && !read.ok
    ? { ...sent, trouble: `It would be refused. ${sayFault(operation, read.faults[0])}` }
    : sent;
}

function asksWhen(condition: string, scope: Scope): WouldBeSent['asks'] {
  const result = evaluate(condition, scope);
  if (!result.ok) return 'maybe';
  return result.value === true ? 'always' : 'never';
}

const shownFirst: Readonly<Record<string, readonly string[]>> = {
  'mail.send': ['to', 'cc', 'from', 'subject', 'text'],
  'http.request': ['method', 'url', 'query', 'headers', 'body'],
};

function linesOf(operation: string, input: Json): WouldBeSent['lines'] {
  if (!isObject(input)) return [{ label: 'Value', text: textOf(input) }];
  const first = shownFirst[operation] ?? [];
  const names = [
    ...first.filter((name) => name in input),
    ...Object.keys(input).filter((name) => !first.includes(name)),
  ];
  return names.flatMap((name) => {
    const value = input[name] ?? null;
    const isEmpty = value === null || value === '' || (isObject(value) && Object.keys(value).length === 0);
    return isEmpty ? [] : [{ label: wordsOf(name), text: textOf(value) }];
  });
}

const longest = 2_000;

function textOf(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
