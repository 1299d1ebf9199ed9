import type { IconTone } from '../catalog/node-facts.ts';
import { NodeIcon } from '../catalog/node-icons.tsx';
import classes from './cards.module.css';

/** The small tinted square with a node type's icon. */
export function StepIcon({ name, tone }: { name: string; tone: IconTone }) {
  return (
    <span className={classes.icon} data-tone={tone}>
      <NodeIcon name={name} />
    </span>
  );
}
