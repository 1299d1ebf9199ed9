import { type ExpressionProblem, problemAt } from './problem.ts';
import { suggest } from './suggest.ts';
import { fieldOf, fieldsHint } from './type-questions.ts';
import { any, nameOfType, type Type, union } from './types.ts';

type Range = { start: number; end: number };

/** What a field of a type holds; one that is not there, or not always, is added to `problems`. */
export function fieldType(
  target: Type,
  name: string,
  /** `isGuarded`: the author asked for "maybe", so a part that can be missing is fine. */
  { range, isGuarded }: { range: Range; isGuarded: boolean },
  problems: ExpressionProblem[],
): Type {
  switch (target.kind) {
    case 'any':
      return any;
    case 'maybe':
      return fieldType(target.of, name, { range, isGuarded: true }, problems);
    case 'union': {
      const objects = target.of.filter((type) => type.kind === 'object' || type.kind === 'any');
      if (objects.length > 0) {
        const first = union(objects.flatMap((type) => fieldOf(type, name)));
        if (objects.some((type) => fieldOf(type, name).length > 0)) return first;
      }
      break;
    }
    case 'object': {
      const field = target.fields.get(name);
      if (field) {
        if (!field.isRequired && !isGuarded) problems.push(maybeMissing(name, range));
        return field.type;
      }
      if (target.others) return target.others;
      problems.push(
        problemAt(
          'PB3002',
          `There is no field ${name}.`,
          range,
          suggest(name, target.fields.keys()) ?? fieldsHint(target.fields),
        ),
      );
      return any;
    }
  }
  problems.push(problemAt('PB3003', `${nameOfType(target)} has no fields.`, range));
  return any;
}

function maybeMissing(name: string, range: Range): ExpressionProblem {
  return {
    ...problemAt('PB3012', `${name} is not always there.`, range, 'Give a fallback with .orValue(…).'),
    severity: 'warning',
  };
}
