import type { Json } from '@dayshift/model';
import { LongText } from './long-text.tsx';
import classes from './sheet.module.css';

/** Every argument by name. Objects and lists unfold into rows of their own, so nothing hides in a one-line JSON. */
export function ValueTable({
  value,
  path = '',
  isBare = false,
}: {
  value: Json;
  path?: string;
  isBare?: boolean;
}) {
  return (
    <div className={isBare ? undefined : classes.sheet}>
      <div className={isBare ? undefined : classes.body}>
        <Value value={value} path={path} />
      </div>
    </div>
  );
}

function Value({ value, path }: { value: Json; path: string }) {
  if (value === null) return <span className={classes.none}>empty</span>;
  if (typeof value === 'boolean') return <span>{value ? 'yes' : 'no'}</span>;
  if (typeof value === 'number') return <span className={classes.numeral}>{value}</span>;
  if (typeof value === 'string') {
    return value === '' ? (
      <span className={classes.none}>empty text</span>
    ) : (
      <LongText text={value} part={path} />
    );
  }
  const entries = Object.entries(value);
  if (entries.length === 0)
    return <span className={classes.none}>{Array.isArray(value) ? 'none' : 'empty'}</span>;
  return (
    <dl className={classes.values}>
      {entries.map(([name, item]) => (
        <div key={name} className={classes.value} data-long={isProse(item) || undefined}>
          <dt>{Array.isArray(value) ? Number(name) + 1 : toWords(name)}</dt>
          <dd>
            <Value value={item} path={path === '' ? name : `${path}.${name}`} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Takes a line of its own under its name. */
function isProse(value: Json): boolean {
  return typeof value === 'string' && (value.length > 90 || value.includes('\n'));
}

/** `reason_code` and `reasonCode` read as "Reason code". */
export function toWords(name: string): string {
  if (/^(url|id|uri|cc|html|json)$/i.test(name))
    return name.toLowerCase() === 'cc' ? 'Cc' : name.toUpperCase();
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim()
    .toLowerCase();
  return words === '' ? name : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
