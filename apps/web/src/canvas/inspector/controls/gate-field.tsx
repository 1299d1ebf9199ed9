import { isObject } from '@dayshift/json-schema';
import type { Json, JsonObject } from '@dayshift/model';
import { conditionInWords } from '@dayshift/nodes';
import { useState } from 'react';
import classes from '../field.module.css';
import { useFieldHost } from '../field-context.ts';
import type { FieldProps } from '../field-props.ts';
import { FieldShell } from '../field-shell.tsx';
import { FormView } from '../form-view.tsx';
import { expressionOf } from '../holes.ts';
import { pathInWords } from '../path-words.ts';

/** "Who decides": read as a sentence, opened to change it. */
export function GateField({ field, value }: FieldProps) {
  const { graph, problems, focusedField } = useFieldHost();
  const [isOpenByHand, setOpen] = useState(false);
  const { meta, path, schema } = field;
  const gate = isObject(value) ? value : isObject(schema.default) ? schema.default : {};
  const hasTrouble =
    problems.some((problem) => problem.field?.startsWith(path)) || focusedField?.startsWith(path);
  const isOpen = isOpenByHand || hasTrouble;
  return (
    <FieldShell path={path} title={meta.title} help={meta.help} isGroup>
      {({ inputId }) => (
        <div className={classes.rows}>
          <button
            id={inputId}
            type="button"
            className={classes.pressBox}
            aria-expanded={isOpen}
            onClick={() => setOpen((before) => !before)}
          >
            {linesOf(gate, (expression) => pathInWords(expression, graph) ?? expression).map((line) => (
              <span key={line.tag} className={classes.gateLine}>
                <span className={classes.gateTag} data-tone={line.tone}>
                  {line.tag}
                </span>
                {line.text}
              </span>
            ))}
          </button>
          {isOpen && (
            <div className={classes.box}>
              <FormView schema={schema} values={gate} path={path} />
            </div>
          )}
        </div>
      )}
    </FieldShell>
  );
}

interface GateLine {
  tag: string;
  tone: 'done' | 'waits';
  text: string;
}

export function linesOf(gate: JsonObject, say: (expression: string) => string): GateLine[] {
  const who = whoInWords(gate.who, say);
  const within = dueInWords(gate.due);
  switch (gate.decides) {
    case 'ask':
      return [{ tag: 'ask', tone: 'waits', text: `${who}, always${within}` }];
    case 'ask-when':
      return [
        {
          tag: 'ask',
          tone: 'waits',
          text: `${who}, when ${conditionInWords(text(gate.when)) || '…'}${within}`,
        },
        { tag: 'alone', tone: 'done', text: 'otherwise' },
      ];
    default:
      return [{ tag: 'alone', tone: 'done', text: 'always' }];
  }
}

function whoInWords(who: Json | undefined, say: (expression: string) => string): string {
  const expression = expressionOf(who);
  if (expression === undefined) return text(who) || 'the manager';
  return expression.startsWith('worker.manager') ? 'the manager' : say(expression);
}

function dueInWords(due: Json | undefined): string {
  return isObject(due) ? `, within ${String(due.amount)} ${String(due.unit)}` : '';
}

const text = (value: Json | undefined) => (typeof value === 'string' ? value.trim() : '');
