import type { Fault } from '@dayshift/json-schema';
import type { EffectClass, Json, JsonObject, Patience, Queue } from '@dayshift/model';
import type { z } from 'zod';
import type { OperationWords } from './operation-words.ts';

/**
 * A contract of what the outside world can be asked. Its execution is the activity of the same name; its patience and
 * effect are stamped onto each `call` step at compile time, so open runs keep the settings they started with.
 */
export interface Operation<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  name: string;
  title: string;
  /** How screens speak of it. */
  words: OperationWords;
  queue: Queue;
  /** What a repeat would mean where nothing is known about the receiver; never better than the truth. */
  effect: EffectClass;
  /** Whom it touches; decides who may do it alone by default. */
  audience: 'read' | 'internal' | 'customer' | 'money' | 'public';
  patience: Patience;
  input: Input;
  output: Output;
  /**
   * What its shape cannot say: values that would be refused when it is carried out. Asked before a person is asked, of every
   * edit, and again before it goes out.
   */
  refusals?: (input: z.output<Input>) => Fault[];
  /** This one in a line, such as “Send “Re: your lamp” to ada@example.com”. Undefined when its values say nothing. */
  heading?: (input: JsonObject) => string | undefined;
  /** What is worth knowing of one whose outcome nobody knows: to whom, where. Its values are shown to a person. */
  known?: (input: Json) => JsonObject;
  /** What it would have given, as far as that is known, when a person says that it happened after all. */
  assumedOutput?: (input: JsonObject, idempotencyKey: string) => Json;
  /** What a person who is asked may change of the input: the values, never where they go. All of it when undefined. */
  editable?: readonly string[];
}

export function defineOperation<Input extends z.ZodType, Output extends z.ZodType>(
  operation: Operation<Input, Output> & { editable?: readonly (keyof z.input<Input> & string)[] },
): Operation<Input, Output> {
  return operation;
}
