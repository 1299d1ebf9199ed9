import type { JsonSchema } from '@dayshift/model';
import { z } from 'zod';
import { asText } from '../as-text.ts';
import { fieldIssues, namedFieldSchema, schemaOfFields } from '../field-list.ts';
import { plainJson, textValue } from '../fields.ts';
import { callOf, oneStep } from '../fragment.ts';
import { type ConfigIssue, defineNode } from '../node-type.ts';
import { donePort, errorPort } from '../ports.ts';
import { say, shorten } from '../summary.ts';

/** The AI reads facts out of a text. */
export const aiExtract = defineNode({
  type: 'ai-extract',
  version: 1,
  title: 'AI extract',
  help: 'The AI reads facts out of a text, in the shape you give',
  icon: 'sparkles',
  category: 'ai',
  config: z.strictObject({
    text: textValue({
      title: 'Text to read',
      control: 'long-text',
      placeholder: '{{ trigger.text }}',
      isRequired: true,
    }),
    instructions: textValue({
      title: 'Instructions',
      control: 'long-text',
      placeholder: 'What kind of mail is this?',
    }).default(''),
    fields: z.array(namedFieldSchema).max(50).meta({ title: 'What to find', control: 'list' }).default([]),
    schema: plainJson({
      title: 'JSON Schema',
      help: 'Replaces the list above',
      isAdvanced: true,
    }).optional(),
  }),
  starter: { text: '', instructions: '', fields: [{ name: 'summary', kind: 'text' }] },
  examples: [
    {
      title: 'What a mail is about',
      config: {
        text: '{{ trigger.text }}',
        instructions: 'A customer wrote this mail.',
        fields: [
          { name: 'intent', kind: 'choice', options: ['how_to', 'billing', 'complaint'] },
          { name: 'amount', kind: 'number', isRequired: false, help: 'What they want back' },
          { name: 'confidence', kind: 'number', help: 'How sure you are', min: 0, max: 1 },
        ],
      },
    },
    {
      title: 'By JSON Schema',
      config: {
        text: '{{ trigger.text }}',
        schema: {
          type: 'object',
          properties: { lines: { type: 'array', items: { type: 'string' } } },
          required: ['lines'],
        },
      },
    },
  ],
  ports: () => [donePort, errorPort],
  summary: ({ fields, schema }) => say`${shorten(namesOf(fields, schema), 60) || '…'}`,
  check: ({ fields, schema }) => [...fieldIssues(fields, 'fields'), ...shapeIssues(fields, schema)],
  outputSchema: ({ fields, schema }) => (isSchema(schema) ? schema : schemaOfFields(fields, 'null')),
  compile: ({ text, instructions, fields, schema }, context) =>
    oneStep(
      callOf(
        'ai.extract',
        {
          text: asText(text),
          instructions: asText(instructions),
          schema: withPlainBraces(isSchema(schema) ? schema : schemaOfFields(fields, 'null')),
        },
        context,
      ),
      ['done', 'error'],
    ),
});

/** Braces in a description mean braces: a schema is never read as a template. */
function withPlainBraces(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('{{', '\\\\{{')) as JsonSchema; // a schema in gives a schema out
}

function namesOf(fields: readonly { name: string }[], schema: unknown): string {
  if (isSchema(schema)) return Object.keys(isSchema(schema.properties) ? schema.properties : {}).join(', ');
  return fields.map((field) => field.name).join(', ');
}

function shapeIssues(fields: readonly unknown[], schema: unknown): ConfigIssue[] {
  if (schema !== undefined && !(isSchema(schema) && schema.type === 'object')) {
    return [
      {
        field: 'schema',
        message: 'The JSON Schema has to describe an object.',
        hint: 'Begin with {"type": "object"',
      },
    ];
  }
  if (schema === undefined && fields.length === 0) {
    return [{ field: 'fields', message: 'Say what to find.' }];
  }
  return [];
}

function isSchema(schema: unknown): schema is JsonSchema {
  return typeof schema === 'object' && schema !== null && !Array.isArray(schema);
}
