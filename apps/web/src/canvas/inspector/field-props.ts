import type { Json } from '@dayshift/model';
import type { FormField } from './form-fields.ts';

export interface FieldProps {
  field: FormField;
  value: Json | undefined;
}
