import { ActionIcon, Select } from '@mantine/core';
import { Trash2 } from 'lucide-react';
import { expressionInWords } from '../expression-words.ts';
import classes from '../field.module.css';
import { useFieldHost } from '../field-context.ts';
import { FieldPicker } from '../field-picker.tsx';
import { withLeft, withOperator, withRight } from './change-rule.ts';
import { type Operator, operatorWords, type Rule, wantsRight } from './condition.ts';
import { comparableOf, operatorsFor } from './operators-for.ts';
import { RightSide } from './right-side.tsx';
import { typeHere } from './type-here.ts';

interface Props {
  title: string;
  rule: Rule;
  place: 'before' | 'body';
  onChange: (rule: Rule) => void;
  onRemove: () => void;
}

/** One comparison: a value, how it is compared, and with what. */
export function RuleRow({ title, rule, place, onChange, onRemove }: Props) {
  const { graph, scopes, samples } = useFieldHost();
  const scope = scopes?.[place];
  const type = typeHere(rule.left, scope, samples.scope);
  const kind = comparableOf(type);
  const words = (source: string) => expressionInWords(source, graph, scope)?.text ?? source;
  const chooseLeft = (left: string) => onChange(withLeft(rule, left, typeHere(left, scope, samples.scope)));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid
    <div role="group" aria-label={title} className={classes.rule}>
      <div className={classes.ruleLine}>
        <FieldPicker
          label={`Value of ${title}`}
          place={place}
          face={
            rule.left === ''
              ? { text: 'Choose a value …', isEmpty: true }
              : { text: words(rule.left), isEmpty: false }
          }
          onPick={chooseLeft}
        />
        <ActionIcon size={22} aria-label={`Remove ${title}`} onClick={onRemove}>
          <Trash2 size={13} />
        </ActionIcon>
      </div>
      <div className={classes.ruleLine} data-compare={wantsRight(rule.operator) || undefined}>
        <Select
          size="xs"
          aria-label={`How ${title} is compared`}
          data={operatorsFor(kind, rule.operator).map((value) => ({ value, label: operatorWords[value] }))}
          value={rule.operator}
          allowDeselect={false}
          comboboxProps={{ withinPortal: true }}
          // One of the values given above.
          onChange={(next) => next !== null && onChange(withOperator(rule, next as Operator, type))}
        />
        {wantsRight(rule.operator) && (
          <>
            <RightSide
              label={`With what ${title} is compared`}
              rule={rule}
              type={type}
              kind={kind}
              words={words}
              onChange={(right) => onChange(withRight(rule, right))}
            />
            <FieldPicker
              label={`what ${title} is compared with`}
              place={place}
              onPick={(source) => onChange(withRight(rule, { kind: 'path', source }))}
            />
          </>
        )}
      </div>
    </div>
  );
}
