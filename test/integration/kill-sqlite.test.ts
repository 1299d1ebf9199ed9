import { describe } from 'vitest';
import { itSurvivesKills } from './support/it-survives-kills.ts';

describe('kill -9 in the middle of 20 runs, on SQLite', () => itSurvivesKills());
