import { describe, expect, it } from 'vitest';
import { fillSchema } from './fill-schema.ts';
import { readFacts } from './read-facts.ts';
import type { Schema } from './schema.ts';

const facts = readFacts(
  'My lamp from order 10433 arrived damaged, I am very disappointed.\n\nRegards\nMoira Madeup',
);
const fill = (properties: Schema['properties'], required = Object.keys(properties ?? {})) =>
  fillSchema({ type: 'object', properties, required }, facts);

describe('what is known goes where its name says', () => {
  it('in any way of writing the name', () => {
    const text = { type: 'string' };
    expect(fill({ order_id: text, orderNumber: text, customer_name: text, Language: text })).toEqual({
      order_id: '10433',
      orderNumber: '10433',
      customer_name: 'Moira Madeup',
      Language: 'en',
    });
  });

  it('into the nearest of the choices', () => {
    expect(fill({ intent: { enum: ['question', 'refund', 'problem'] } })).toEqual({ intent: 'problem' });
    expect(fill({ priority: { enum: ['low', 'medium', 'high'] } })).toEqual({ priority: 'high' });
    expect(fill({ category: { enum: ['Complaint', 'Other'] } })).toEqual({ category: 'Complaint' });
  });

  it('by the title where the name says nothing', () => {
    expect(fill({ x1: { type: 'string', title: 'Order number' } })).toEqual({ x1: '10433' });
  });

  it('through references, unions and nested objects', () => {
    const schema = {
      type: 'object',
      properties: {
        mail: { $ref: '#/$defs/mail' },
        amount: { anyOf: [{ type: 'number' }, { type: 'null' }] },
      },
      required: ['mail', 'amount'],
      $defs: {
        mail: { type: 'object', properties: { urgency: { type: 'integer' } }, required: ['urgency'] },
      },
    };
    expect(fillSchema(schema, facts)).toEqual({ mail: { urgency: 3 }, amount: null });
  });
});

describe('what is not known is neutral and fits', () => {
  it('null where null is allowed, left out where nothing is required', () => {
    expect(fill({ amount: { type: ['number', 'null'] } })).toEqual({ amount: null });
    expect(fill({ amount: { type: 'number' } }, [])).toEqual({});
  });

  it('within the limits of its type', () => {
    expect(
      fill({
        amount: { type: 'number', minimum: 3 },
        code: { type: 'string', minLength: 10 },
        tag: { type: 'string', maxLength: 3 },
        lines: { type: 'array', items: { type: 'boolean' }, minItems: 2 },
        colour: { enum: ['red', 'blue'] },
        version: { const: 2 },
        size: { type: 'integer', exclusiveMinimum: 0 },
      }),
    ).toEqual({
      amount: 3,
      code: 'unknown...',
      tag: 'unk',
      lines: [false, false],
      colour: 'red',
      version: 2,
      size: 1,
    });
  });

  it('and ends also for a schema that refers to itself', () => {
    const schema = {
      type: 'object',
      properties: { child: { $ref: '#' }, children: { type: 'array', items: { $ref: '#' }, minItems: 1 } },
      required: ['child'],
    };
    expect(JSON.stringify(fillSchema(schema, facts)).length).toBeLessThan(10_000);
  });
});
