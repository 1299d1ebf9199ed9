import { evaluateValue } from '@dayshift/expressions';
import type { Failure } from '@dayshift/model';
import { putStep } from '../draft.ts';
import { failStep } from '../fail-step.ts';
import type { StepHandler } from '../step-handler.ts';
import { variablesOf } from '../variables.ts';

const longestWaitSeconds = 366 * 86_400;
const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

export const wait: StepHandler<'wait'> = (draft, step, state, activation) => {
  const result = evaluateValue(
    step.until ?? step.seconds ?? null,
    variablesOf(draft, activation),
    draft.work,
  );
  if (!result.ok) return failStep(draft, state, result.failure);
  const at = step.until === undefined ? afterSeconds(draft.at, result.value) : instantOf(result.value);
  if (typeof at !== 'number') return failStep(draft, state, at);
  if (at - draft.at > longestWaitSeconds * 1000) {
    return failStep(draft, state, { code: 'WAIT_TOO_LONG', message: 'A wait may last 366 days at most.' });
  }
  putStep(draft, { ...state, status: 'sleeping', dueAt: Math.max(at, draft.at) });
  draft.effects.push({ type: 'start-timer', key: state.key, at: Math.max(at, draft.at) });
};

function afterSeconds(now: number, value: unknown): number | Failure {
  if (typeof value === 'number' && value >= 0) return now + Math.round(value * 1000);
  return {
    code: 'WAIT_NOT_A_DURATION',
    message: `A wait needs a number of seconds, 0 or more; it got ${shown(value)}.`,
  };
}

function instantOf(value: unknown): number | Failure {
  const at = typeof value === 'string' && isOnCalendar(value) ? Date.parse(value) : Number.NaN;
  if (Number.isFinite(at)) return at;
  return {
    code: 'WAIT_NOT_AN_INSTANT',
    message: `A wait needs an instant such as 2026-03-02T09:00:00+01:00; it got ${shown(value)}.${zoneHint(value)}`,
  };
}

/** Of the right form, and a day there is: 30 February is read as 2 March. */
function isOnCalendar(text: string): boolean {
  if (!instantPattern.test(text)) return false;
  const [year, month, day] = text.slice(0, 10).split('-').map(Number);
  return new Date(Date.UTC(year!, month! - 1, day)).getUTCDate() === day;
}

function zoneHint(value: unknown): string {
  const isLocal = typeof value === 'string' && /^\d{4}-\d\d-\d\d([T ][\d:.]+)?$/.test(value);
  return isLocal ? ' Choose a time zone at the step: this is another instant in each.' : '';
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 80);
}
