import type { Correction, StepView } from '@dayshift/contracts';
import { describe, expect, it } from 'vitest';
import { correctedInput, formSchema, refusalsIn, startingDraft } from './correction.ts';

const correction: Correction = {
  operation: 'http.request',
  input: { method: 'POST', url: 'https://desk.example/refunds', body: { order: '10442', amount: 49 } },
  schema: { type: 'object', properties: { body: {} } },
  editable: ['body'],
};
const refusedFor = (body: object): Pick<StepView, 'failure'> => ({
  failure: { code: 'HTTP_422', message: 'no', details: { status: 422, body: JSON.stringify(body) } },
});
const missing = refusedFor({ error: 'missing', field: 'reason_code', allowed: ['late', 'damaged'] });

describe('correcting the input of one run', () => {
  const refusals = refusalsIn(correction, missing);
  const draft = startingDraft(correction, refusals);

  it('offers the values that may change, and the field that was asked for', () => {
    expect(draft).toEqual({ body: { order: '10442', amount: 49, reason_code: '' } });
    expect(formSchema(correction, draft, refusals)).toMatchObject({
      properties: {
        body: {
          properties: {
            amount: { type: 'number' },
            reason_code: { type: 'string', enum: ['late', 'damaged'] },
          },
        },
      },
    });
  });

  it('sends everything else as it was', () => {
    const filled = { body: { order: '10442', amount: 49, reason_code: 'late' } };
    expect(correctedInput(correction, filled, refusals)).toEqual({
      method: 'POST',
      url: 'https://desk.example/refunds',
      body: { order: '10442', amount: 49, reason_code: 'late' },
    });
  });

  it('does not send an offered field that was left empty', () => {
    expect(correctedInput(correction, draft, refusals)).toEqual(correction.input);
  });

  it('offers nothing that may not change, and no place of which nobody knows the shape', () => {
    const header = refusalsIn(correction, refusedFor({ error: 'no', field: 'headers.x-key' }));
    expect(header).toEqual([]);
    const deep = refusalsIn(correction, refusedFor({ error: 'no', field: 'customer.id' }));
    expect(startingDraft(correction, deep)).toEqual({ body: { order: '10442', amount: 49 } });
  });

  it('leaves numbers to be typed, for a choice gives texts', () => {
    const number = refusalsIn(correction, refusedFor({ error: 'no', field: 'amount', allowed: [10, 20] }));
    expect(formSchema(correction, startingDraft(correction, number), number)).toBe(correction.schema);
  });
});
