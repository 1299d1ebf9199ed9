import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wrongAnswers } from './hostile-input/answers.ts';
import { answersAtTheDeadline } from './hostile-input/deadlines.ts';
import { drawingsThatCannotRun } from './hostile-input/drawings.ts';
import { oddMails } from './hostile-input/mails.ts';
import { repeats } from './hostile-input/repeats.ts';
import { requestsThatMakeNoSense } from './hostile-input/requests.ts';
import { HostileStage } from './hostile-input/stage.ts';
import { strangers } from './hostile-input/strangers.ts';
import { valuesWithoutEnd } from './hostile-input/values.ts';

// Everything a stranger, a broken program or a clumsy author may send, to one running installation.

const stage = new HostileStage();
beforeAll(() => stage.begin());
afterAll(() => stage.end());

describe('a request that makes no sense', () => requestsThatMakeNoSense(stage));
describe('somebody who may not come in', () => strangers(stage));
describe('a drawing that cannot run', () => drawingsThatCannotRun(stage));
describe('the same thing twice', () => repeats(stage));
describe('mail', () => oddMails(stage));
describe('an answer to a question', () => wrongAnswers(stage));
describe('an answer at the deadline', () => answersAtTheDeadline(stage));
describe('a step that', () => valuesWithoutEnd(stage));

it('none of it surprised the API, and the secret link is printed once', () => {
  const said = stage.installation.said('api');
  expect(said).not.toContain('request failed');
  expect(said.match(/sign-in\?token=/g)).toHaveLength(1);
});
