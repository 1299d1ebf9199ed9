import type { JsonObject, JsonSchema } from '@dayshift/model';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import classes from './field.module.css';
import { useFieldHost } from './field-context.ts';
import { FieldView } from './field-view.tsx';
import { fieldsOf } from './form-fields.ts';

interface Props {
  schema: JsonSchema;
  values: JsonObject;
  path?: string;
  /** Names of fields that somebody else draws. */
  without?: readonly string[];
  /** Filled fields may be folded away too: their values are only a suggestion. */
  foldsFilled?: boolean;
}

/** A form drawn from a schema: a node type has one without writing a line for it. */
export function FormView({ schema, values, path = '', without = [], foldsFilled = false }: Props) {
  const { problems, focusedField } = useFieldHost();
  const [isOpenByHand, setOpen] = useState(false);
  const fields = fieldsOf(schema, values, path).filter((field) => !without.includes(field.name));
  const plain = fields.filter((field) => !field.meta.isAdvanced);
  const advanced = fields.filter((field) => field.meta.isAdvanced);
  // What is filled in, wrong or asked for is never folded away.
  const isNeeded = advanced.some(
    (field) =>
      (values[field.name] !== undefined && !foldsFilled) ||
      problems.some((problem) => problem.field?.startsWith(field.path)) ||
      focusedField?.startsWith(field.path),
  );
  const isOpen = isOpenByHand || isNeeded;
  return (
    <div className={classes.form}>
      {plain.map((field) => (
        <FieldView key={field.path} field={field} value={values[field.name] ?? field.schema.default} />
      ))}
      {advanced.length > 0 && !isNeeded && (
        <button
          type="button"
          className={classes.more}
          aria-expanded={isOpen}
          onClick={() => setOpen((before) => !before)}
        >
          {isOpen ? <ChevronDown size={12} aria-hidden /> : <ChevronRight size={12} aria-hidden />}{' '}
          {isOpen ? 'Less' : `More: ${advanced.map((field) => inSentence(field.meta.title)).join(', ')}`}
        </button>
      )}
      {isOpen &&
        advanced.map((field) => (
          <FieldView key={field.path} field={field} value={values[field.name] ?? field.schema.default} />
        ))}
    </div>
  );
}

/** A title in the middle of a sentence: “Only from” → “only from”, while AI and JSON stay what they are. */
const inSentence = (title: string) =>
  /^[A-Z][a-z ]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
