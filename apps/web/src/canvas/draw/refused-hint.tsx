import { type ConnectionState, Panel, useConnection } from '@xyflow/react';
import { Ban } from 'lucide-react';
import type { Link } from '../edits/connect.ts';
import classes from './refused-hint.module.css';

interface Props {
  whyNot: (link: Link) => string | undefined;
}

/** While an arrow is being drawn over a place where it may not end: why. */
export function RefusedHint({ whyNot }: Props) {
  const link = useConnection(refusedLink);
  const [source, sourcePort, target] = link.split(' ');
  const reason = source && sourcePort && target ? whyNot({ source, sourcePort, target }) : undefined;
  return (
    <Panel position="top-center">
      <div role="status" aria-live="polite">
        {reason && (
          <div className={classes.hint}>
            <Ban size={14} aria-hidden />
            {reason}
          </div>
        )}
      </div>
    </Panel>
  );
}

// A text, so that moving the pointer does not draw the hint anew.
function refusedLink(state: ConnectionState): string {
  if (!state.inProgress || state.isValid !== false || !state.toHandle) return '';
  return `${state.fromHandle.nodeId} ${state.fromHandle.id ?? ''} ${state.toHandle.nodeId}`;
}
