import { describe, expect, it } from 'vitest';
import { inputFor } from './input-for.ts';
import { tryForm } from './try-form.ts';

const schema = {
  type: 'object',
  properties: {
    order: { type: 'string' },
    urgency: { type: 'string', enum: ['low', 'high'] },
    amount: { type: 'number' },
    note: { type: 'string' },
    inReplyTo: { type: ['string', 'null'] },
    to: { type: 'array', items: { type: 'string' } },
  },
  required: ['order', 'urgency', 'amount', 'inReplyTo', 'to'],
};

describe('what a trial run starts with', () => {
  it('is what started the last one, as far as it still fits', () => {
    expect(inputFor(schema, { order: '10442', urgency: 'gone', amount: '5', note: 'hi', more: 1 })).toEqual({
      order: '10442',
      urgency: 'low',
      amount: 0,
      note: 'hi',
      inReplyTo: null,
      to: [],
    });
  });

  it('is empty in the right shape the first time', () => {
    expect(inputFor(schema, undefined)).toEqual({
      order: '',
      urgency: 'low',
      amount: 0,
      inReplyTo: null,
      to: [],
    });
    expect(inputFor({}, { any: 1 })).toEqual({ any: 1 });
    expect(inputFor({}, undefined)).toEqual({});
  });
});

describe('the form of a trial run', () => {
  it('asks for what a person would type first', () => {
    const form = tryForm({
      type: 'object',
      properties: {
        messageId: { type: 'string' },
        subject: { type: 'string' },
        text: { type: 'string' },
        date: { type: 'string', format: 'date-time' },
        cc: { type: 'array', items: { type: 'string' } },
      },
    });
    expect(form.properties).toMatchObject({
      messageId: { isAdvanced: true },
      text: { control: 'long-text' },
      date: { isAdvanced: true },
      cc: { isAdvanced: true },
    });
    expect(form.properties).not.toHaveProperty('subject.isAdvanced');
  });

  it('folds nothing when there is nothing else', () => {
    const form = tryForm({ type: 'object', properties: { orders: { type: 'array' } } });
    expect(form.properties).toMatchObject({ orders: { isAdvanced: false } });
  });
});
