import { Panel } from '@xyflow/react';
import { CornerDownRight } from 'lucide-react';
import classes from './refused-hint.module.css';

/** While something is dragged over a container: what letting it go there would mean. */
export function DropHint({ words }: { words: string | undefined }) {
  return (
    <Panel position="top-center">
      <div role="status" aria-live="polite">
        {words && (
          <div className={classes.hint} data-tone="plain">
            <CornerDownRight size={14} aria-hidden />
            {words}
          </div>
        )}
      </div>
    </Panel>
  );
}
