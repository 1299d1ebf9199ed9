import { asSchema } from '@dayshift/json-schema';
import type { Json, JsonSchema } from '@dayshift/model';

const longTexts = new Set(['text', 'body', 'message', 'note', 'description']);
const plainTypes = new Set<Json | undefined>(['string', 'number', 'integer', 'boolean']);

/** A trigger's schema as a form: what a person would type first, the rest folded away with its suggested values. */
export function tryForm(schema: JsonSchema): JsonSchema {
  const properties = asSchema(schema.properties);
  if (!properties) return schema;
  const fields = Object.entries(properties).flatMap(([name, part]): [string, JsonSchema][] => {
    const field = asSchema(part);
    if (!field) return [];
    const isPlain = (plainTypes.has(field.type) && field.format !== 'date-time') || Array.isArray(field.enum);
    const isTechnical = /(^|[a-z])id$/i.test(name) && name.length > 4;
    return [
      [
        name,
        {
          ...field,
          ...(longTexts.has(name) && field.type === 'string' && { control: 'long-text' }),
          ...((!isPlain || isTechnical) && { isAdvanced: true }),
        },
      ],
    ];
  });
  // A form of nothing but folded fields would look empty.
  const isAllFolded = fields.every(([, field]) => field.isAdvanced === true);
  return {
    ...schema,
    properties: Object.fromEntries(
      fields.map(([name, field]) => [name, isAllFolded ? { ...field, isAdvanced: false } : field]),
    ),
  };
}
