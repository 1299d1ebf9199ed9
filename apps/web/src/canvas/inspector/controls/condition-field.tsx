import { SegmentedControl } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { type Condition, isComplete, type Rule } from '../condition/condition.ts';
import { readCondition } from '../condition/read-condition.ts';
import { RuleRow } from '../condition/rule-row.tsx';
import { writeCondition } from '../condition/write-condition.ts';
import type { CodeEditorHandle } from '../editor-props.ts';
import { ExpressionEditor } from '../expression-editor.tsx';
import classes from '../field.module.css';
import { useFieldHost } from '../field-context.ts';
import { FieldPicker } from '../field-picker.tsx';
import type { FieldProps } from '../field-props.ts';
import { FieldShell } from '../field-shell.tsx';
import { useLastValue } from '../last-value.tsx';
import { useNewRow } from '../use-new-row.ts';
import { FxButton } from './value-field.tsx';

/** Something that holds or not: built from rows, with the expression behind `fx`. */
export function ConditionField({ field, value }: FieldProps) {
  const { change } = useFieldHost();
  const { meta, path } = field;
  const source = typeof value === 'string' ? value : '';
  const place = meta.place ?? 'before';
  const editor = useRef<CodeEditorHandle>(null);
  const note = useLastValue(source, 'expression');
  const send = (text: string) => change(path, text === '' && meta.isRequired !== true ? undefined : text);

  const read = readCondition(source);
  const [wantsRows, setWantsRows] = useState(read !== undefined);
  // Rows that are not complete yet have no expression: they live here until they do.
  const [built, setBuilt] = useState<Condition | undefined>(read);
  const isBuilt = built !== undefined && writeCondition(built) === source;
  // Undone, or changed elsewhere: what is saved counts.
  const condition = isBuilt ? built : read;
  const isRows = wantsRows && condition !== undefined;
  const build = (next: Condition) => {
    setBuilt(next);
    send(writeCondition(next));
  };
  return (
    <FieldShell
      path={path}
      title={meta.title}
      help={meta.help}
      note={note}
      tools={
        <>
          {!isRows && (
            <FieldPicker
              label={meta.title}
              place={place}
              onPick={(picked) => (editor.current ? editor.current.insert(picked) : send(picked))}
            />
          )}
          <FxButton
            label={meta.title}
            isOn={!isRows}
            whyNot={read === undefined ? 'This says more than rows can' : undefined}
            onToggle={() => {
              setBuilt(read);
              setWantsRows(!isRows);
            }}
          />
        </>
      }
    >
      {({ inputId, describedBy, isInvalid }) =>
        isRows ? (
          <Rows id={inputId} title={meta.title} condition={condition} place={place} onChange={build} />
        ) : (
          <>
            <ExpressionEditor
              id={inputId}
              handle={editor}
              mode="expression"
              place={place}
              value={source}
              onChange={send}
              label={meta.title}
              placeholder={meta.placeholder}
              isSingleLine={false}
              isInvalid={isInvalid}
              describedBy={describedBy}
            />
            {read === undefined && source.trim() !== '' && !isInvalid && (
              <p className={classes.note}>This says more than rows can, so it stays an expression.</p>
            )}
          </>
        )
      }
    </FieldShell>
  );
}

const emptyRule: Rule = { left: '', operator: 'is' };

function Rows({
  id,
  title,
  condition: { how, rules },
  place,
  onChange,
}: {
  id: string;
  title: string;
  condition: Condition;
  place: 'before' | 'body';
  onChange: (condition: Condition) => void;
}) {
  const shown = rules.length === 0 ? [emptyRule] : rules;
  const newRow = useNewRow(shown.length);
  return (
    <div ref={newRow.rows} id={id} className={classes.rows}>
      {shown.length > 1 && (
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label={`${title}: how many have to hold`}
          value={how}
          // One of the two values given here.
          onChange={(next) => onChange({ how: next as Condition['how'], rules })}
          data={[
            { value: 'all', label: 'all of these' },
            { value: 'any', label: 'any of these' },
          ]}
        />
      )}
      {shown.map((rule, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a comparison has no identity but its place
        <div key={index}>
          <RuleRow
            title={shown.length === 1 ? title : `${title} ${index + 1}`}
            rule={rule}
            place={place}
            onChange={(next) =>
              onChange({ how, rules: shown.map((each, at) => (at === index ? next : each)) })
            }
            onRemove={() => onChange({ how, rules: shown.filter((_each, at) => at !== index) })}
          />
          {!isComplete(rule) && (shown.length > 1 || rule.left !== '') && (
            <p className={classes.note}>
              Not finished: this does not count yet, and is forgotten when you look at another step.
            </p>
          )}
        </div>
      ))}
      <button
        type="button"
        className={classes.add}
        onClick={() => {
          newRow.expect();
          onChange({ how, rules: [...shown, emptyRule] });
        }}
      >
        <Plus size={12} aria-hidden /> {how === 'all' ? 'and …' : 'or …'}
      </button>
    </div>
  );
}
