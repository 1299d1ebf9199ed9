import type { Environment } from '@dayshift/local-services';

export type ModelChoice = {
  baseUrl?: string;
  apiKey?: string;
  name: string;
  isPractice: boolean;
};

const usualModel = 'gpt-4.1-mini';

/** The model that the workers think with: the one the environment names, else the practice office's scripted one. */
export function chooseModel(
  environment: Environment,
  practice: { baseUrl: string; name: string } | undefined,
): ModelChoice {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, OPENAI_MODEL: name } = environment;
  if (practice && !apiKey && !baseUrl) {
    return { ...practice, apiKey: 'practice', isPractice: true };
  }
  return {
    name: name || usualModel,
    isPractice: false,
    ...(baseUrl ? { baseUrl } : {}),
    ...(apiKey ? { apiKey } : {}),
  };
}
