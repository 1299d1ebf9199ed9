import { expect, test } from 'vitest';
import { chooseModel } from './choose-model.ts';

const practice = { baseUrl: 'http://127.0.0.1:1/v1', name: 'practice' };

test('without a key the practice model is used and labelled as such', () => {
  expect(chooseModel({}, practice)).toMatchObject({
    baseUrl: 'http://127.0.0.1:1/v1',
    isPractice: true,
  });
});

test('a key or an address in the environment means a real model', () => {
  expect(chooseModel({ OPENAI_API_KEY: 'sk' }, practice)).toMatchObject({
    apiKey: 'sk',
    isPractice: false,
  });
  expect(
    chooseModel({ OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1', OPENAI_MODEL: 'small' }, undefined),
  ).toEqual({
    baseUrl: 'http://127.0.0.1:11434/v1',
    name: 'small',
    isPractice: false,
  });
});
