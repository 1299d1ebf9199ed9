import type { StepView } from '@dayshift/contracts';
import type { Json } from '@dayshift/model';
import { describe, expect, it } from 'vitest';
import { aNode, aStep, aView } from '../run-builders.test-support.ts';
import { causeSentence } from './cause-sentence.ts';
import { compareRuns } from './compare-runs.ts';

const nodes = [aNode('understand'), aNode('refund', { title: 'Refund' })];
const asked = (body: Json) => ({ method: 'POST', url: 'https://desk.example/refunds', body });
const refused = (body: object, status = 422) => ({
  code: `HTTP_${status}`,
  message: `POST desk.example/refunds was answered with ${status}: no`,
  effect: 'not-happened' as const,
  details: { status, body: JSON.stringify(body) },
});
const refund = (part: Partial<StepView>) =>
  aStep('refund', { title: 'Refund', operation: 'http.request', ...part });

function cause(failed: Partial<StepView>, good: Partial<StepView>, isHere = true): string | undefined {
  const bad = aView({ nodes, steps: [refund({ status: 'stuck', ...failed })] });
  const other = aView({ nodes, steps: [refund({ status: 'done', output: { id: 'R1' }, ...good })] });
  const [mine, theirs] = isHere ? [bad, other] : [other, bad];
  return causeSentence(compareRuns(mine, theirs), mine, theirs);
}

describe('why two runs part, in a sentence', () => {
  const missing = refused({
    error: 'reason_code missing',
    field: 'reason_code',
    allowed: ['late', 'damaged'],
  });

  it('is the field that one of them did not send', () => {
    const failed = { failure: missing, input: asked({ order: '1' }) };
    const good = { input: asked({ order: '2', reason_code: 'late' }) };
    expect(cause(failed, good)).toBe(
      'Refund was refused here because “reason_code” is missing; the other sent “late”. It takes “late” or “damaged”.',
    );
    expect(cause(failed, good, false)).toContain('Refund was refused there because “reason_code” is missing');
  });

  it('says when the field is asked for only since', () => {
    const input = asked({ order: '1' });
    expect(cause({ failure: missing, input }, { input })).toContain('the other was taken without it');
  });

  it('is the value of the field, where both sent one', () => {
    const failure = refused({ error: 'too much', field: 'amount' });
    expect(cause({ failure, input: asked({ amount: 900 }) }, { input: asked({ amount: 12 }) })).toBe(
      'Refund was refused here because of “amount” (too much); it sent 900, the other 12.',
    );
    expect(cause({ failure, input: asked({ amount: 9 }) }, { input: asked({ amount: 9 }) })).toContain(
      'so the other side judges it differently now',
    );
  });

  it('is what they sent, where nobody names a field', () => {
    const failure = refused({ error: 'no' }, 404);
    expect(cause({ failure, input: asked({ order: '1' }) }, { input: asked({ order: '2' }) })).toBe(
      'Refund failed here (404: no); one value they sent differs: “body.order” is “1” in the one that failed, “2” in the other.',
    );
    expect(cause({ failure, input: asked({}) }, { input: asked({}) })).toContain('Both sent the same');
  });

  it('is the value a way was chosen by', () => {
    const drawn = [
      aNode('understand', { title: 'Understand the mail' }),
      aNode('which', {
        config: {
          cases: [
            {
              port: 'how-to',
              when: 'steps.understand.intent == "how_to" && steps.understand.confidence >= 0.6',
            },
          ],
        },
      }),
    ];
    const run = (intent: string, port: string) =>
      aView({
        nodes: drawn,
        steps: [
          aStep('understand', { output: { intent, confidence: 0.9 } }),
          aStep('which', { kind: 'switch', port }),
        ],
      });
    const [mine, theirs] = [run('spam', 'otherwise'), run('how_to', 'how-to')];
    expect(causeSentence(compareRuns(mine, theirs), mine, theirs)).toBe(
      'The way was chosen by what they hold: “intent” of “Understand the mail” is “spam” here and “how_to” there.',
    );
  });

  it('is not made up where the two do not tell', () => {
    const same = aView({ nodes, steps: [refund({ status: 'done' })] });
    expect(causeSentence(compareRuns(same, same), same, same)).toBeUndefined();
    expect(cause({ failure: missing }, { input: asked({}) })).toBeUndefined();
  });
});
