import { isObject } from '@dayshift/json-schema';
import { ComparedField } from './controls/compared-field.tsx';
import { ConditionField } from './controls/condition-field.tsx';
import { CronField } from './controls/cron-field.tsx';
import { DurationField } from './controls/duration-field.tsx';
import { ExpressionField } from './controls/expression-field.tsx';
import { GateField } from './controls/gate-field.tsx';
import { JsonField } from './controls/json-field.tsx';
import { KeyValuesField } from './controls/key-values-field.tsx';
import { ListField } from './controls/list-field.tsx';
import { PersonField } from './controls/person-field.tsx';
import { ChoiceField, OnOffField, TimeZoneField } from './controls/plain-fields.tsx';
import { ValueField } from './controls/value-field.tsx';
import classes from './field.module.css';
import type { FieldProps } from './field-props.ts';
import { FieldShell } from './field-shell.tsx';
import { FormView } from './form-view.tsx';

/** Draws one field with the control that its schema asks for. */
export function FieldView(props: FieldProps) {
  switch (props.field.meta.control) {
    case 'expression':
      return props.field.meta.wants === 'boolean' ? (
        <ConditionField {...props} />
      ) : (
        <ExpressionField {...props} />
      );
    case 'text':
    case 'long-text':
    case 'number':
    case 'date-time':
      return <ValueField {...props} />;
    case 'choice':
      return <ChoiceField {...props} />;
    case 'on-off':
      return <OnOffField {...props} />;
    case 'json':
    case 'json-schema':
      return <JsonField {...props} />;
    case 'key-values':
      return <KeyValuesField {...props} />;
    case 'list':
      return <ListField {...props} />;
    case 'cron':
      return <CronField {...props} />;
    case 'time-zone':
      return <TimeZoneField {...props} />;
    case 'duration':
      return <DurationField {...props} />;
    case 'compared':
      return <ComparedField {...props} />;
    case 'person':
      return <PersonField {...props} />;
    case 'gate':
      return <GateField {...props} />;
    case 'group':
      return (
        <FieldShell
          path={props.field.path}
          title={props.field.meta.title}
          help={props.field.meta.help}
          isGroup
        >
          {() => (
            <div className={classes.box}>
              <FormView
                schema={props.field.schema}
                values={isObject(props.value) ? props.value : {}}
                path={props.field.path}
              />
            </div>
          )}
        </FieldShell>
      );
    case 'hidden':
      return null;
  }
}
