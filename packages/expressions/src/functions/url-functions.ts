import { toText } from '../convert-text.ts';
import { type Budget, checkedText, EvaluationStopped, isRecord, wrongType } from '../runtime.ts';
import { text } from '../types.ts';
import type { ExpressionFunction } from './expression-function.ts';

/** Values on their way into an address. The HTTP request wraps its holes in these by where they stand. */
export const urlFunctions: Record<string, ExpressionFunction> = {
  urlEncode: {
    signature: 'urlEncode(value)',
    help: 'For the query of a URL: every special character as %XX',
    parameters: ['any'],
    result: text,
    run: ([value], budget) => encoded(toText(value, budget), budget),
  },
  urlDecode: {
    signature: 'urlDecode(text)',
    help: 'A text with %XX as it was before',
    parameters: ['text'],
    result: text,
    run: ([value], budget) => {
      budget.spendOnText((value as string).length);
      try {
        return decodeURIComponent(value as string);
      } catch {
        throw new EvaluationStopped('NOT_URL_ENCODED', `"${short(value as string)}" is not URL-encoded.`);
      }
    },
  },
  urlSegment: {
    signature: 'urlSegment(value)',
    help: 'For the path of a URL: one part of it, whatever the value holds; . and .. and nothing are refused',
    parameters: ['any'],
    result: text,
    run: ([value], budget) => segment(plain(value, budget), budget),
  },
  urlPath: {
    signature: 'urlPath(text)',
    help: 'For the path of a URL: several parts with / between them; . and .. are refused',
    parameters: ['text'],
    result: text,
    run: ([value], budget) => {
      const parts = (value as string).split('/');
      budget.spend(parts.length);
      return parts.map((part) => (part === '' ? '' : segment(part, budget))).join('/');
    },
  },
  urlHost: {
    signature: 'urlHost(value)',
    help: 'For a URL: a host name such as api.example.com, with a port if need be, and nothing else',
    parameters: ['any'],
    result: text,
    run: ([value], budget) => hostLike(plain(value, budget), host, 'the name of a host'),
  },
  urlHostPart: {
    signature: 'urlHostPart(value)',
    help: 'For a URL: the part of a host name between two dots',
    parameters: ['any'],
    result: text,
    run: ([value], budget) => hostLike(plain(value, budget), hostPart, 'one part of the name of a host'),
  },
};

const hostPart = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
const host =
  /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?){0,20}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;

function hostLike(value: string, shape: RegExp, wanted: string): string {
  if (value.length <= 260 && shape.test(value)) return value;
  throw new EvaluationStopped(
    'URL_HOST_REFUSED',
    `"${short(value)}" is not ${wanted}, so it is not put into the URL.`,
  );
}

/** A segment that is a dot or two would climb in the path, and an empty one is another address than the one meant. */
function segment(value: string, budget: Budget): string {
  if (value === '')
    throw new EvaluationStopped(
      'URL_PART_EMPTY',
      'This value is empty, so the path of the URL would be another one.',
    );
  if (value === '.' || value === '..')
    throw new EvaluationStopped(
      'URL_PART_REFUSED',
      `"${value}" would lead to another path, so it is not put into the URL.`,
    );
  return encoded(value, budget);
}

function encoded(value: string, budget: Budget): string {
  budget.spendOnText(value.length * 3);
  try {
    return checkedText(encodeURIComponent(value));
  } catch (error) {
    if (error instanceof EvaluationStopped) throw error;
    throw new EvaluationStopped(
      'NOT_TEXT',
      'This text holds half a character, so it cannot be put into a URL.',
    );
  }
}

/** One plain value as text; a list or an object in an address is a mistake, not JSON to be sent. */
function plain(value: unknown, budget: Budget): string {
  if (Array.isArray(value) || isRecord(value)) throw wrongType('a text or a number', value);
  return toText(value, budget);
}

function short(value: string): string {
  return value.length > 60 ? `${value.slice(0, 60)}…` : value;
}
