import { Handle, Position } from '@xyflow/react';
import { memo } from 'react';
import classes from './cards.module.css';
import type { ShownPort } from './port-places.ts';

interface Props {
  hasInput: boolean;
  ports: ShownPort[];
}

/** The dots that arrows start and end at, with the names of the exits under the card. */
export const StepPorts = memo(function StepPorts({ hasInput, ports }: Props) {
  return (
    <>
      {hasInput && <Handle id="in" type="target" position={Position.Top} className={classes.port} />}
      {ports.map((port) => (
        <Handle
          key={port.name}
          id={port.name}
          type="source"
          position={Position.Bottom}
          className={classes.port}
          title={port.label ?? 'then'}
          style={{ left: `${port.at * 100}%` }}
        />
      ))}
      {ports.map(
        (port) =>
          port.label && (
            <span
              key={port.name}
              className={classes.portLabel}
              title={port.label}
              data-error={port.isError || undefined}
              data-aside={port.isAside || undefined}
              style={{ left: `${port.at * 100}%`, maxWidth: port.room }}
            >
              {port.label}
            </span>
          ),
      )}
    </>
  );
});
