import type { Json, JsonSchema } from '@dayshift/model';
import { z } from 'zod';
import { plainText } from './fields.ts';
import type { ConfigIssue } from './node-type.ts';

/** A field that an author names: of a form, or of what the AI is to find. */
export const namedFieldSchema = z.strictObject({
  label: plainText({ title: 'Label', placeholder: 'Order number' }).optional(),
  name: z
    .string()
    .max(64)
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$|^$/, 'a name has letters, digits and _ and starts with a letter')
    .meta({ title: 'Name in expressions', control: 'text', isRequired: true, derivedFrom: 'label' }),
  kind: z.enum(['text', 'long-text', 'number', 'boolean', 'choice', 'date', 'list', 'object']).meta({
    title: 'Kind',
    control: 'choice',
    labels: {
      text: 'Text',
      'long-text': 'Long text',
      number: 'Number',
      boolean: 'Yes or no',
      choice: 'One of …',
      date: 'Date',
      list: 'List of texts',
      object: 'Object',
    },
  }),
  help: plainText({ title: 'What it means' }, 1_000).optional(),
  options: z
    .array(z.string().min(1).max(120))
    .max(100)
    .meta({
      title: 'Options',
      control: 'list',
      help: 'A list without options may hold any text',
      showIf: { field: 'kind', is: ['choice', 'list'] },
    })
    .optional(),
  min: bound('At least'),
  max: bound('At most'),
  isRequired: z.boolean().meta({ title: 'Required', control: 'on-off' }).default(true),
});

export type NamedField = z.output<typeof namedFieldSchema>;

function bound(title: string) {
  return z
    .number()
    .meta({ title, control: 'number', showIf: { field: 'kind', is: ['number'] } })
    .optional();
}

/** The JSON Schema of an object with these fields. A field that is not required may be null or left out. */
export function schemaOfFields(fields: readonly NamedField[], missing: 'left-out' | 'null'): JsonSchema {
  const properties: { [name: string]: Json } = {};
  const required: string[] = [];
  for (const field of fields) {
    const schema = schemaOfField(field);
    const isNullable = !field.isRequired && missing === 'null';
    properties[field.name] = isNullable ? orNull(schema) : schema;
    if (field.isRequired || isNullable) required.push(field.name);
  }
  return { type: 'object', properties, required, additionalProperties: false };
}

export function fieldIssues(fields: readonly NamedField[], at: string): ConfigIssue[] {
  const issues: ConfigIssue[] = [];
  const seen = new Set<string>();
  for (const [index, field] of fields.entries()) {
    if (field.name !== '' && seen.has(field.name)) {
      issues.push({ field: `${at}.${index}.name`, message: `There are two fields named ${field.name}.` });
    }
    seen.add(field.name);
    if (field.kind === 'choice' && (field.options ?? []).length === 0) {
      issues.push({
        field: `${at}.${index}.options`,
        message: `${field.name || 'This field'} needs options to choose from.`,
      });
    }
    if (field.min !== undefined && field.max !== undefined && field.min > field.max) {
      issues.push({
        field: `${at}.${index}.max`,
        message: `${field.name || 'This field'} cannot be at least ${field.min} and at most ${field.max}.`,
      });
    }
  }
  return issues;
}

function schemaOfField(field: NamedField): JsonSchema {
  const schema = shapeOf(field);
  if (field.label) schema.title = field.label;
  if (field.help) schema.description = field.help;
  return schema;
}

function shapeOf(field: NamedField): JsonSchema {
  switch (field.kind) {
    case 'number':
      return {
        type: 'number',
        ...(field.min === undefined ? {} : { minimum: field.min }),
        ...(field.max === undefined ? {} : { maximum: field.max }),
      };
    case 'boolean':
      return { type: 'boolean' };
    case 'choice':
      return { type: 'string', enum: [...(field.options ?? [])] };
    case 'date':
      return { type: 'string', format: 'date' };
    case 'list':
      return {
        type: 'array',
        items: field.options?.length ? { type: 'string', enum: [...field.options] } : { type: 'string' },
      };
    case 'object':
      return { type: 'object', additionalProperties: true };
    case 'long-text':
    case 'text':
      return { type: 'string' };
  }
}

function orNull(schema: JsonSchema): JsonSchema {
  const nullable: JsonSchema = { ...schema };
  if (typeof schema.type === 'string') nullable.type = [schema.type, 'null'];
  if (Array.isArray(schema.enum)) nullable.enum = [...schema.enum, null];
  return nullable;
}
