import type { EffectClass, Patience, Queue } from '@dayshift/model';
import type { z } from 'zod';

/**
 * A contract of what the outside world can be asked. Its execution is the activity of the same name; its patience and
 * effect are stamped onto each `call` step at compile time, so open runs keep the settings they started with.
 */
export interface Operation<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  name: string;
  title: string;
  /** "Hiro wants to …" in the inbox. */
  wants: string;
  queue: Queue;
  effect: EffectClass;
  /** Whom it touches; decides who may do it alone by default. */
  audience: 'read' | 'internal' | 'customer' | 'money' | 'public';
  patience: Patience;
  input: Input;
  output: Output;
  /** What a person who is asked may change of the input: the values, never where they go. All of it when undefined. */
  editable?: readonly string[];
}

export function defineOperation<Input extends z.ZodType, Output extends z.ZodType>(
  operation: Operation<Input, Output> & { editable?: readonly (keyof z.input<Input> & string)[] },
): Operation<Input, Output> {
  return operation;
}
