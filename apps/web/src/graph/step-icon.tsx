import classes from './cards.module.css';
import type { IconTone } from './node-facts.ts';
import { NodeIcon } from './node-icons.tsx';

/** The small tinted square with a node type's icon. */
export function StepIcon({ name, tone }: { name: string; tone: IconTone }) {
  return (
    <span className={classes.icon} data-tone={tone}>
      <NodeIcon name={name} />
    </span>
  );
}
