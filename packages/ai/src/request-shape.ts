import { type AnswerFormat, answerFormats } from './answer-format.ts';
import type { ModelError } from './model-error.ts';

/** The parts of a request that not every server takes: how the answer's length is limited, how it samples, its format. */
export type RequestShape = {
  limit: (typeof limits)[number];
  samples: (typeof samplings)[number];
  format: AnswerFormat;
};

// Best first. A server that does not know one answers 400, whatever its address, then the next is tried.
const limits = ['max_tokens', 'max_completion_tokens', 'none'] as const;
const samplings = ['at-temperature-0', 'as-it-likes'] as const;

export const bestShape: RequestShape = {
  limit: 'max_tokens',
  samples: 'at-temperature-0',
  format: 'json_schema',
};

/** What a request has of it: a draft has no format, and not every request a limit. */
export type ShapeUse = { hasLimit: boolean; hasFormat: boolean };

/** Shapes to try when the server said which parameter it does not take: exactly that one changes. Empty when it did not say. */
export function namedSteps(from: RequestShape, refusal: ModelError, use: ShapeUse): RequestShape[] {
  switch (namedIn(refusal, use)) {
    case 'limit':
      return limitsBelow(from);
    case 'samples':
      return from.samples === 'as-it-likes' ? [] : [{ ...from, samples: 'as-it-likes' }];
    case 'format':
      return formatsBelow(from);
    default:
      return [];
  }
}

/** Shapes to try when it did not: other formats first, then the parameters given up one after the other. */
export function guessedSteps(from: RequestShape, use: ShapeUse): RequestShape[] {
  const [renamed = from, least = from] = use.hasLimit ? limitsBelow(from) : [];
  const parameters: RequestShape[] = [
    renamed,
    { ...renamed, samples: 'as-it-likes' },
    { ...least, samples: 'as-it-likes' },
  ];
  if (!use.hasFormat) return parameters;
  return [...formatsBelow(from), ...parameters, ...formatsBelow({ ...least, samples: 'as-it-likes' })];
}

const limitsBelow = (shape: RequestShape): RequestShape[] =>
  limits.slice(limits.indexOf(shape.limit) + 1).map((limit) => ({ ...shape, limit }));

const formatsBelow = (shape: RequestShape): RequestShape[] =>
  answerFormats.slice(answerFormats.indexOf(shape.format) + 1).map((format) => ({ ...shape, format }));

/** 400 and 422 are how servers say that they do not know a parameter. */
export function isShapeRefusal(error: ModelError): boolean {
  if (error.code !== 'MODEL_REQUEST_REFUSED') return false;
  const { status, answer } = saidBy(error);
  return (
    (status === 400 || status === 422) && !/context.length|too many tokens|maximum context/i.test(answer)
  );
}

function namedIn(refusal: ModelError, use: ShapeUse): keyof RequestShape | undefined {
  const { answer, parameter } = saidBy(refusal);
  const words = `${parameter} ${answer}`;
  if (use.hasLimit && /max_(completion_)?tokens/i.test(words)) return 'limit';
  if (/temperature/i.test(words)) return 'samples';
  if (use.hasFormat && /response_?format|json_?schema|json_?object|structured output/i.test(words))
    return 'format';
  return undefined;
}

/** Set by sortModelError for this code. */
function saidBy(error: ModelError): { status: number; answer: string; parameter: string } {
  const { status, answer, parameter } = error.details ?? {};
  return { status: Number(status), answer: String(answer ?? ''), parameter: String(parameter ?? '') };
}
