import { Key } from '../ui/key.tsx';
import classes from './inbox.module.css';

/** The keys of this page, where they work. */
export function KeyLegend() {
  return (
    <div className={classes.legend}>
      <span>
        <Key>J</Key> <Key>K</Key> move
      </span>
      <span>
        <Key>A</Key> approve
      </span>
      <span>
        <Key>E</Key> edit
      </span>
      <span>
        <Key>R</Key> reject
      </span>
      <span>
        <Key>↵</Key> open
      </span>
      <span>
        <Key>esc</Key> back
      </span>
    </div>
  );
}
