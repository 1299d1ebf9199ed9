import type { Json, JsonSchema } from '@dayshift/model';
import type OpenAI from 'openai';

export type ResponseFormat = OpenAI.Chat.ChatCompletionCreateParams['response_format'];

/** How a server is asked for JSON, best first. Servers that do not know a way answer 400, then the next is tried. */
export const answerFormats = ['json_schema', 'json_object', 'plain'] as const;
export type AnswerFormat = (typeof answerFormats)[number];

export function responseFormat(format: AnswerFormat, schema: JsonSchema): ResponseFormat {
  if (format === 'plain') return undefined;
  if (format === 'json_object') return { type: 'json_object' };
  return { type: 'json_schema', json_schema: { name: 'answer', schema, strict: isStrict(schema) } };
}

/** What the instruction must say so that the model knows the shape even where the server does not pass it on. */
export function shapeInstruction(format: AnswerFormat, schema: JsonSchema): string {
  if (format === 'json_schema') return 'Answer with JSON only.';
  return `Answer with one JSON value only, no other text, that fits this JSON Schema:\n${JSON.stringify(schema)}`;
}

/** The strict mode of the original API wants every object closed and every property required; else it answers 400. */
function isStrict(schema: Json): boolean {
  if (Array.isArray(schema)) return schema.every(isStrict);
  if (schema === null || typeof schema !== 'object') return true;
  const { properties, required, additionalProperties } = schema;
  if (properties !== undefined) {
    const names = Object.keys(properties ?? {});
    const isComplete = Array.isArray(required) && names.every((name) => required.includes(name));
    if (additionalProperties !== false || !isComplete) return false;
  }
  return Object.values(schema).every(isStrict);
}
