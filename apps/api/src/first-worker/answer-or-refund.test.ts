import { compilePlaybook } from '@dayshift/compiler';
import { graphSchema } from '@dayshift/model';
import { expect, test } from 'vitest';
import { answerOrRefund } from './answer-or-refund.ts';

test('the first playbook compiles without an error or a warning', () => {
  const graph = answerOrRefund('http://127.0.0.1:4000/');
  expect(graphSchema.parse(graph)).toEqual(graph);
  const { problems, plan } = compilePlaybook(graph, { playbookId: 'pb', version: 1 });
  expect(problems.filter(({ severity }) => severity !== 'info')).toEqual([]);
  expect(plan?.steps.length).toBeGreaterThan(14);
});
