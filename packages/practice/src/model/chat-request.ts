import { z } from 'zod';
import { modelRefusal } from './model-refusal.ts';

const partSchema = z.looseObject({ type: z.string(), text: z.string().optional() });
const contentSchema = z
  .union([z.string(), z.array(partSchema), z.null()])
  .optional()
  .transform((content) =>
    Array.isArray(content) ? content.map(({ text }) => text ?? '').join('\n') : (content ?? ''),
  );

const messageSchema = z.looseObject({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool', 'function']),
  content: contentSchema,
  tool_calls: z.array(z.looseObject({ function: z.looseObject({ name: z.string() }) })).optional(),
});
export type ChatMessage = z.infer<typeof messageSchema>;

const toolSchema = z.looseObject({
  type: z.literal('function'),
  function: z.looseObject({
    name: z.string().min(1).max(200),
    description: z.string().optional(),
    parameters: z.record(z.string(), z.unknown()).optional(),
  }),
});
export type ChatTool = z.infer<typeof toolSchema>;

const chatRequestSchema = z.looseObject({
  model: z.string(),
  messages: z.array(messageSchema).min(1),
  response_format: z
    .discriminatedUnion('type', [
      z.looseObject({ type: z.literal('text') }),
      z.looseObject({ type: z.literal('json_object') }),
      z.looseObject({
        type: z.literal('json_schema'),
        json_schema: z.looseObject({ name: z.string(), schema: z.record(z.string(), z.unknown()) }),
      }),
    ])
    .optional(),
  tools: z.array(toolSchema).optional(),
  tool_choice: z
    .union([
      z.enum(['none', 'auto', 'required']),
      z.looseObject({ function: z.looseObject({ name: z.string() }) }),
    ])
    .optional(),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
  max_tokens: z.number().int().min(1).nullish(),
  max_completion_tokens: z.number().int().min(1).nullish(),
  n: z.literal(1).nullish(),
});
/** The part of a chat completion request that the practice model understands. */
export type ChatRequest = z.infer<typeof chatRequestSchema>;

export function readChatRequest(body: unknown): ChatRequest {
  const read = chatRequestSchema.safeParse(body);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw modelRefusal(400, issue?.message ?? 'The request cannot be read.', {
    param: issue?.path.join('.') || null,
  });
}
