import { compilePlaybook } from '@dayshift/compiler';
import { type SimulatedWorld, simulate } from '@dayshift/engine';
import { type AskEffect, type CallEffect, graphSchema, type Json, type JsonObject } from '@dayshift/model';
import { describe, expect, it } from 'vitest';
import { answerOrRefund } from './answer-or-refund.ts';

const graph = answerOrRefund('http://127.0.0.1:4000/');
const { problems, plan } = compilePlaybook(graph, { playbookId: 'pb', version: 1 });

const reading = {
  intent: 'how_to',
  urgency: 1,
  order: null,
  amount: null,
  currency: null,
  confidence: 1,
  reason: 'It asks how.',
};
const customer = { id: 'C-1', name: 'Ada' };

interface Desk {
  /** What the model makes of the mail; undefined: it is not there. */
  understands?: JsonObject;
  customer?: Json;
  answers?: (ask: AskEffect) => ReturnType<NonNullable<SimulatedWorld['answer']>>;
  modelTakesMs?: number;
}

/** Works through a mail with the real plan and engine; only the outside world is made up. */
function work(
  mail: { subject: string; text?: string; isToMany?: boolean; isAutomatic?: boolean },
  desk: Desk = {},
) {
  if (!plan) throw new Error('The playbook does not compile.');
  const trigger = {
    messageId: '<1@example.com>',
    from: 'ada@example.com',
    fromName: 'Ada',
    to: ['support@dayshift.example'],
    cc: [],
    replyTo: 'ada@example.com',
    text: '',
    date: '2026-01-05T09:00:00.000Z',
    inReplyTo: null,
    references: [],
    attachments: [],
    ...mail,
  };
  const start = { runId: 'run_1', trigger, triggerNodeId: 'mail', worker: { manager: 'Ada' } };
  const questions: AskEffect[] = [];
  const world: SimulatedWorld = {
    call: (call) => answerTo(call, desk),
    answer: (ask) => {
      questions.push(ask);
      return desk.answers?.(ask);
    },
  };
  const { state, effects } = simulate(plan, start, world);
  const calls = effects.filter((effect) => effect.type === 'call');
  return {
    state,
    questions: questions.map(({ stepId }) => stepId),
    asked: calls.map(({ stepId }) => stepId),
    mails: calls.filter(({ operation }) => operation === 'mail.send').map(({ stepId }) => stepId),
  };
}

function answerTo(call: CallEffect, desk: Desk): ReturnType<SimulatedWorld['call']> {
  if (call.operation === 'ai.extract') {
    const tookMs = desk.modelTakesMs ?? 1_000;
    if (desk.understands) return { output: desk.understands, tookMs };
    const failure = { code: 'MODEL_UNAVAILABLE', message: 'It is down.', effect: 'not-happened' as const };
    return { failure, tookMs };
  }
  if (call.operation === 'ai.draft') return { output: { text: 'Dear Ada' } };
  if (call.operation === 'mail.send') return { output: { messageId: 'm', accepted: [] } };
  const body: JsonObject = call.stepId === 'load_customer' ? { customer: desk.customer ?? null } : {};
  return { output: { status: 200, headers: {}, body } };
}

const yes = () => ({ verdict: 'approve' as const });
const no = () => ({ verdict: 'reject' as const });

it('compiles without an error or a warning', () => {
  expect(graphSchema.parse(graph)).toEqual(graph);
  expect(problems.filter(({ severity }) => severity !== 'info')).toEqual([]);
  expect(plan?.steps.length).toBeGreaterThan(20);
});

describe('danger', () => {
  const sparks = { subject: 'URGENT: sparks', text: 'The lamp throws sparks.' };
  const misread = { understands: { ...reading, intent: 'spam', confidence: 1 } };

  it('goes to a person at once and is answered at once, before any model has read it', () => {
    const { asked, questions, mails, state } = work(sparks, { ...misread, answers: yes });
    expect(asked).toEqual(['urgent_reply']);
    expect(questions).toEqual(['call_now']);
    expect(mails).toEqual(['urgent_reply']);
    expect(state).toMatchObject({ status: 'completed', outcome: 'a person took it at once' });
  });

  it.each([
    'Es brennt!',
    'Gasgeruch im Flur',
    'de la fumée sort de la lampe',
    'huele a gas',
    '部屋で火事です',
  ])('is seen in "%s"', (text) => {
    expect(work({ subject: 'Hello', text }, { answers: yes }).questions).toEqual(['call_now']);
  });

  it.each(['How do I dim my floodlight?', 'a brand new lamp', 'sparkling crystals', 'the gasket is loose'])(
    'is not seen in "%s"',
    (text) => {
      const { questions } = work({ subject: 'Hello', text }, { understands: reading, answers: yes });
      expect(questions).not.toContain('call_now');
    },
  );

  it('that nobody comes for within the hour is anybody’s, and stays open', () => {
    const { questions, state } = work(sparks, misread);
    expect(questions).toEqual(['call_now', 'call_anyone']);
    expect(state.status).toBe('open');
  });

  it('that is none goes the way of every mail', () => {
    const answers = (ask: AskEffect) => (ask.stepId === 'call_now' ? no() : yes());
    const { questions, state } = work(sparks, { understands: reading, answers });
    expect(questions).toEqual(['call_now', 'reply.ask']);
    expect(state.outcome).toBe('answered');
  });

  it('in a newsletter is looked at, but nobody answers a newsletter', () => {
    const { mails, questions } = work({ ...sparks, isToMany: true }, { answers: yes });
    expect([mails, questions]).toEqual([[], ['call_now']]);
  });
});

describe('what a model calls advertising', () => {
  const offer = { subject: 'First page of every search engine' };
  const understands = { ...reading, intent: 'spam', confidence: 1 };

  it('is closed unseen only when it was sent to many by somebody nobody knows', () => {
    const { questions, state } = work({ ...offer, isToMany: true }, { understands });
    expect(questions).toEqual([]);
    expect(state.outcome).toBe('ignored as advertising');
  });

  it.each([
    ['it was sent to one', offer, {}],
    ['a customer sent it', { ...offer, isToMany: true }, { customer }],
    [
      'the model is not sure',
      { ...offer, isToMany: true },
      { understands: { ...understands, confidence: 0.3 } },
    ],
  ])('is for a person to close when %s', (_why, mail, desk) => {
    const closed = work(mail, { understands, answers: yes, ...desk });
    expect(closed.questions).toEqual(['ask_spam']);
    expect(closed.state.outcome).toBe('ignored as advertising');
    const kept = work(mail, {
      understands,
      ...desk,
      answers: (ask) => (ask.stepId === 'ask_spam' ? no() : yes()),
    });
    expect(kept.state.outcome).toBe('a person takes over');
    expect(kept.mails).toEqual(['holding_reply']);
  });
});

describe('a mail that a machine wrote', () => {
  const away = { subject: 'Out of office: lamp', text: 'I am back on Monday.', isAutomatic: true };

  it('is never answered, or two machines would write to each other for ever', () => {
    const { mails, asked, questions, state } = work(away);
    expect([mails, asked, questions]).toEqual([[], [], ['from_machine']]);
    expect(state.status).toBe('open');
  });

  it.each([
    ['a person takes over', yes],
    ['a person left it', no],
  ])('is for a person: %s', (outcome, answers) => {
    const { mails, state } = work(away, { answers });
    expect([mails, state.outcome]).toEqual([[], outcome]);
  });

  it('that speaks of danger is looked at now, and not answered either', () => {
    const { mails, questions } = work({ ...away, text: 'Gas alarm in hall 3' }, { answers: yes });
    expect([mails, questions]).toEqual([[], ['call_now']]);
  });

  it('that speaks of danger where there is none is still not answered', () => {
    const answers = (ask: AskEffect) => (ask.stepId === 'call_now' ? no() : yes());
    const { mails, questions } = work({ ...away, text: 'Gas alarm in hall 3' }, { answers });
    expect([mails, questions]).toEqual([[], ['call_now', 'from_machine']]);
  });
});

describe('a model that is away', () => {
  const question = { subject: 'How do I change the bulb?' };

  it('does not keep a word from the customer: after ten minutes they hear that it takes longer', () => {
    const { mails, state } = work(question);
    expect(mails).toEqual(['late_reply']);
    expect(state).toMatchObject({ status: 'open', steps: { understand: { status: 'stuck' } } });
  });

  it('that answers late answers all the same', () => {
    const { mails, state } = work(question, { understands: reading, modelTakesMs: 3_600_000, answers: yes });
    expect(mails).toEqual(['late_reply', 'reply']);
    expect(state.outcome).toBe('answered');
  });

  it('is not spoken of when it is there', () => {
    const { mails, state } = work(question, { understands: reading, answers: yes });
    expect(mails).toEqual(['reply']);
    expect(state.outcome).toBe('answered');
  });
});

it('a model may not be surer than sure, nor know less than nothing', () => {
  const understand = plan?.steps.find(({ id }) => id === 'understand');
  const { schema } = (understand?.kind === 'call' ? understand.input : {}) as { schema: JsonObject };
  expect(schema).toMatchObject({
    properties: {
      confidence: { minimum: 0, maximum: 1 },
      urgency: { minimum: 1, maximum: 4 },
      intent: { enum: expect.arrayContaining(['how_to', 'spam']) },
    },
  });
});

it('a mail that a person was asked to take is taken by a person, or left by one: no time takes it', () => {
  const open = work({ subject: 'I am unhappy' }, { understands: { ...reading, intent: 'complaint' } });
  expect(open.state).toMatchObject({ status: 'open', steps: { take_over: { status: 'asking' } } });
  const left = work(
    { subject: 'I am unhappy' },
    { understands: { ...reading, intent: 'complaint' }, answers: no },
  );
  expect(left.state.outcome).toBe('a person left it');
});
