import { type Condition, isComplete, type Operand, type Operator, type Rule } from './condition.ts';

const symbols: Partial<Record<Operator, string>> = {
  is: '==',
  'is-not': '!=',
  over: '>',
  'at-least': '>=',
  under: '<',
  'at-most': '<=',
};

/** The expression of a condition; what is not complete yet is left out. */
export function writeCondition({ how, rules }: Condition): string {
  return rules
    .filter(isComplete)
    .map(writeRule)
    .join(how === 'all' ? ' && ' : ' || ');
}

function writeRule(rule: Rule): string {
  const { left, operator, right } = rule;
  const symbol = symbols[operator];
  if (symbol !== undefined) return `${left} ${symbol} ${writeOperand(right)}`;
  switch (operator) {
    case 'contains':
      return `${left}.contains(${writeOperand(right)})`;
    case 'contains-not':
      return `!${left}.contains(${writeOperand(right)})`;
    case 'starts-with':
      return `${left}.startsWith(${writeOperand(right)})`;
    case 'one-of':
      return `${left} in ${writeOperand(right)}`;
    case 'is-yes':
      return left;
    case 'is-no':
      return `!${left}`;
    case 'is-empty':
      return writeEmpty(left, rule.empty ?? 'text');
    default:
      return writeFilled(left, rule.empty ?? 'text');
  }
}

function writeEmpty(left: string, empty: Rule['empty']): string {
  if (empty === 'list') return `${left}.size() == 0`;
  if (empty === 'null') return `${left} == null`;
  return empty === 'either' ? `(${left} == null || ${left} == "")` : `${left} == ""`;
}

function writeFilled(left: string, empty: Rule['empty']): string {
  if (empty === 'list') return `${left}.size() > 0`;
  if (empty === 'null') return `${left} != null`;
  return empty === 'either' ? `(${left} != null && ${left} != "")` : `${left} != ""`;
}

function writeOperand(operand: Operand | undefined): string {
  if (!operand) return '""';
  switch (operand.kind) {
    case 'path':
      return operand.source;
    case 'list':
      return `[${operand.values.map((value) => JSON.stringify(value)).join(', ')}]`;
    default:
      return JSON.stringify(operand.value);
  }
}
