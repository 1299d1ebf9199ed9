import type { RE2JS } from 're2js';
import { type Budget, checkedList, Maybe, nothing } from './runtime.ts';
import type { PatternUse } from './syntax.ts';

/** What a pattern finds in a text: whether it is there, its first place (maybe none), or all of them. */
export function findPattern(pattern: RE2JS, use: PatternUse, text: string, budget: Budget): unknown {
  if (use === 'is-found') {
    budget.spend(16 + (text.length >> 2));
    return pattern.test(text);
  }
  const matcher = pattern.matcher(text);
  const found: string[] = [];
  // Each search may go to the end of the text, and is paid for as if it did.
  const search = () => {
    budget.spend(16 + ((text.length - at) >> 2));
    return matcher.find();
  };
  let at = 0;
  while (search()) {
    const part = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
    if (part !== null) {
      if (use === 'first') return new Maybe(part);
      found.push(part);
      checkedList(found);
    }
    at = matcher.end();
  }
  return use === 'first' ? nothing : found;
}
