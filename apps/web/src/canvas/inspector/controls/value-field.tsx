import type { Json } from '@dayshift/model';
import { NumberInput, Textarea, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { CodeEditorHandle } from '../editor-props.ts';
import { ExpressionEditor } from '../expression-editor.tsx';
import classes from '../field.module.css';
import { useFieldHost } from '../field-context.ts';
import { FieldPicker } from '../field-picker.tsx';
import type { FieldProps } from '../field-props.ts';
import { FieldShell } from '../field-shell.tsx';
import { asHole, expressionOf } from '../holes.ts';
import { useLastValue } from '../last-value.tsx';
import { pathInWords } from '../path-words.ts';

/** Text or a number: typed as it is, or (`fx`) as an expression over earlier steps. */
export function ValueField({ field, value }: FieldProps) {
  const host = useFieldHost();
  const { meta, path } = field;
  const canExpress = meta.holds === 'value';
  const expression = canExpress ? expressionOf(value) : undefined;
  // Text that is one hole can be shown either way: a plain value as text with a chip, what is computed as an expression. What
  // was text stays text while it is being written: the editor must not change under the caret when a hole is closed.
  const [wantsText, setWantsText] = useState(
    expression === undefined || pathInWords(expression, host.graph) !== undefined,
  );
  const isText = meta.control === 'text' || meta.control === 'long-text';
  const isExpression = expression !== undefined && !(wantsText && isText);
  const place = meta.place ?? 'before';
  const editor = useRef<CodeEditorHandle>(null);
  const change = (next: Json | undefined) => host.change(path, next);
  const note = useLastValue(
    isExpression ? expression : typeof value === 'string' ? value : '',
    isExpression ? 'expression' : 'template',
  );
  const toggle = () => {
    if (!isExpression) {
      setWantsText(false);
      change(asHole(toExpression(value, expression)));
      return;
    }
    setWantsText(true);
    const literal = literalOf(expression);
    if (literal !== undefined) change(isText ? String(literal) : literal);
    else if (!isText) change(meta.control === 'number' ? 0 : '');
  };
  const pick = (picked: string) => {
    if (editor.current && (isExpression || isText)) editor.current.insert(picked);
    else change(asHole(picked));
  };
  return (
    <FieldShell
      path={path}
      title={meta.title}
      help={meta.help}
      note={note}
      tools={
        canExpress && (
          <>
            <FieldPicker label={meta.title} place={place} onPick={pick} />
            <FxButton label={meta.title} isOn={isExpression} onToggle={toggle} />
          </>
        )
      }
    >
      {({ inputId, describedBy, isInvalid }) => {
        if (isExpression || (canExpress && isText)) {
          return (
            <ExpressionEditor
              key={isExpression ? 'fx' : 'text'}
              id={inputId}
              handle={editor}
              mode={isExpression ? 'expression' : 'template'}
              place={place}
              value={isExpression ? expression : typeof value === 'string' ? value : ''}
              onChange={(text) => change(isExpression ? asHole(text) : text)}
              label={meta.title}
              placeholder={isExpression ? undefined : meta.placeholder}
              isSingleLine={!isExpression && meta.control === 'text'}
              isInvalid={isInvalid}
              describedBy={describedBy}
            />
          );
        }
        const shared = {
          id: inputId,
          'aria-describedby': describedBy,
          error: isInvalid,
          ...(meta.placeholder === undefined ? {} : { placeholder: meta.placeholder }),
        };
        if (meta.control === 'number') {
          return (
            <NumberInput
              {...shared}
              value={typeof value === 'number' ? value : ''}
              onChange={(next) => change(typeof next === 'number' ? next : undefined)}
            />
          );
        }
        const text = value === undefined || value === null ? '' : String(value);
        const onChange = (next: string) =>
          change(next === '' && meta.isRequired !== true && value === undefined ? undefined : next);
        return meta.control === 'long-text' ? (
          <Textarea
            {...shared}
            autosize
            minRows={2}
            maxRows={10}
            value={text}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        ) : (
          <TextInput {...shared} value={text} onChange={(event) => onChange(event.currentTarget.value)} />
        );
      }}
    </FieldShell>
  );
}

/** Literal ↔ expression. `whyNot`: it has to stay an expression. */
export function FxButton({
  label,
  isOn,
  whyNot,
  onToggle,
}: {
  label: string;
  isOn: boolean;
  whyNot?: string | undefined;
  onToggle: () => void;
}) {
  return (
    <button
      type="button"
      className={classes.tool}
      aria-pressed={isOn}
      aria-label={`fx: ${label} as an expression`}
      title={whyNot ?? (isOn ? 'Without an expression' : 'Compute the value from earlier steps')}
      disabled={isOn && whyNot !== undefined}
      onClick={onToggle}
    >
      fx
    </button>
  );
}

/** What stands in the field, as an expression that gives the same. */
function toExpression(value: Json | undefined, already: string | undefined): string {
  if (already !== undefined) return already;
  if (value === undefined || value === null || value === '') return '';
  if (typeof value === 'string' && value.includes('{{')) return templateAsExpression(value);
  return JSON.stringify(value);
}

/** `Re: {{ a }}` → `"Re: " + string(a)`. */
function templateAsExpression(text: string): string {
  return text
    .split(/(\{\{[\s\S]*?\}\})/)
    .filter((part) => part !== '')
    .map((part) => {
      const inner = expressionOf(part);
      return inner === undefined ? JSON.stringify(part) : `string(${inner})`;
    })
    .join(' + ');
}

/** The value of an expression that is only a literal. */
function literalOf(expression: string): string | number | undefined {
  try {
    const value: unknown = JSON.parse(expression);
    return typeof value === 'string' || typeof value === 'number' ? value : undefined;
  } catch {
    return expression.trim() === '' ? '' : undefined;
  }
}
