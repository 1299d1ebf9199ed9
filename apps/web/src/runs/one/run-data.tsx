import type { RunView } from '@dayshift/contracts';
import { useRunValues } from '../../api/use-run-values.ts';
import { SkeletonRows } from '../../ui/skeletons.tsx';
import { DataBlock } from '../step/data-block.tsx';
import { jsonText } from '../step/json-text.ts';
import { triggerText } from '../step/request-text.ts';
import type { Selection } from './find-step.ts';
import classes from './run-page.module.css';
import { isOver } from './use-run-live.ts';

/** What the side panel says when no step is open: what came out of the run, and what started it. */
export function RunData({ view, selection }: { view: RunView; selection: Selection }) {
  const values = useRunValues(view);
  if (selection.kind === 'unreached') {
    const node = view.graph.nodes.find(({ id }) => id === selection.nodeId);
    return (
      <section className={classes.outcome} aria-label={node?.title ?? 'Step'}>
        <div>
          <h2>{node?.title}</h2>
          <p className={classes.none}>
            {isOver(view) ? 'The run did not come here.' : 'The run has not come here yet.'}
          </p>
        </div>
      </section>
    );
  }
  if (!values) return <SkeletonRows rows={5} what="what the run was given" />;
  const { output = null } = values;
  return (
    <section className={classes.outcome} aria-label="What the run was given and what it gave">
      {output !== null && (
        <div>
          <h2>What came out</h2>
          <DataBlock label="What came out" text={jsonText(output)} />
        </div>
      )}
      <div>
        <h2>What started it</h2>
        <DataBlock label="What started it" text={triggerText({ run: view.run, ...values })} />
      </div>
    </section>
  );
}
