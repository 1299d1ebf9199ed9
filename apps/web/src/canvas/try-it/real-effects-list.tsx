import type { Graph } from '@dayshift/model';
import { conditionInWords } from '@dayshift/nodes';
import { summaryOf } from '../../graph/node-facts.ts';
import { SummaryText } from '../../graph/summary-text.tsx';
import fieldClasses from '../inspector/field.module.css';
import classes from '../inspector/inspector.module.css';
import { type RealEffect, realEffectsOf } from './real-effects.ts';

/** Said before a draft is tried: which of its steps would send something, and which of them ask first. */
export function RealEffectsList({ graph, triggerId }: { graph: Graph; triggerId: string }) {
  const effects = realEffectsOf(graph, triggerId);
  if (effects.length === 0) {
    return (
      <p className={classes.hint}>
        A real run of the draft. Nothing in it sends or changes anything outside.
      </p>
    );
  }
  return (
    <section aria-label="What would really be sent">
      <p className={classes.hint}>
        A real run of the draft. If it comes by these steps, this really happens:
      </p>
      <ul className={classes.effects}>
        {effects.map((effect) => (
          <li key={effect.node.id}>
            <span className={fieldClasses.gateTag} data-tone={effect.asks === 'never' ? 'needs' : 'waits'}>
              {effect.asks === 'never' ? 'sent at once' : 'asks first'}
            </span>
            <span>
              <strong>{effect.node.title}</strong> <SummaryText parts={sentenceOf(effect)} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function sentenceOf({ node, asks }: RealEffect) {
  const sentence = summaryOf(node);
  return typeof asks === 'string'
    ? sentence
    : [...sentence, { text: ` (only when ${conditionInWords(asks.when)}, else at once)` }];
}
