import { budgetReachedCode, modelAwayCodes } from '@dayshift/model';

/** The budget of the day is used up; a raise is the way out that a person has. */
export const isAtBudget = (code: string | undefined) => code === budgetReachedCode;

/** Nothing for a person to do: it goes on when the model is back. */
export const waitsForModel = (code: string | undefined) => modelAwayCodes.includes(code ?? '');
