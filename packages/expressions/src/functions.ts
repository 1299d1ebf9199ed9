import { dateFunctions } from './functions/date-functions.ts';
import type { ExpressionFunction } from './functions/expression-function.ts';
import { listFunctions } from './functions/list-functions.ts';
import { numberFunctions } from './functions/number-functions.ts';
import { orderFunctions } from './functions/order-functions.ts';
import { textFunctions } from './functions/text-functions.ts';
import { urlFunctions } from './functions/url-functions.ts';

const functions = new Map<string, ExpressionFunction>(
  Object.entries({
    ...numberFunctions,
    ...textFunctions,
    ...listFunctions,
    ...orderFunctions,
    ...dateFunctions,
    ...urlFunctions,
  }),
);

export function findFunction(name: string): ExpressionFunction | undefined {
  return functions.get(name);
}

export function functionNames(): Iterable<string> {
  return functions.keys();
}

export function listFunctionsWithHelp(): { name: string; signature: string; help: string }[] {
  return Array.from(functions, ([name, { signature, help }]) => ({ name, signature, help }));
}

/** Names authors try that would make a run impossible to repeat. */
export const unrepeatable: ReadonlySet<string> = new Set([
  'now',
  'today',
  'random',
  'rand',
  'uuid',
  'newId',
  'Date',
]);
