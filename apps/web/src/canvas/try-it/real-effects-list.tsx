import type { Graph } from '@dayshift/model';
import { summaryOf } from '../../graph/node-facts.ts';
import { SummaryText } from '../../graph/summary-text.tsx';
import fieldClasses from '../inspector/field.module.css';
import classes from '../inspector/inspector.module.css';
import { realEffectsOf } from './real-effects.ts';

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
        {effects.map(({ node, asks }) => {
          const tag = tags[typeof asks === 'string' ? asks : 'sometimes'];
          return (
            <li key={node.id}>
              <span className={fieldClasses.gateTag} data-tone={tag.tone}>
                {tag.words}
              </span>
              <span>
                <strong>{node.title}</strong> <SummaryText parts={summaryOf(node)} />
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const tags = {
  never: { tone: 'needs', words: 'at once' },
  sometimes: { tone: 'waits', words: 'may ask' },
  always: { tone: 'waits', words: 'asks first' },
} as const;
