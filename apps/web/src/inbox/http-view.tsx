import type { Json, JsonObject } from '@dayshift/model';
import { AddressText } from './address-text.tsx';
import { ExactText } from './exact-text.tsx';
import { LongText } from './long-text.tsx';
import classes from './sheet.module.css';
import { ValueTable } from './value-table.tsx';

const shownElsewhere = new Set(['method', 'url', 'query', 'headers', 'body']);

/** An HTTP request: method, address, query, headers and body as they will be sent. */
export function HttpView({ input }: { input: JsonObject }) {
  const rest = Object.fromEntries(Object.entries(input).filter(([name]) => !shownElsewhere.has(name)));
  const body = input.body;
  return (
    <div className={classes.sheet}>
      <div className={classes.request}>
        <span className={classes.method}>{String(input.method)}</span>
        <span className={classes.url}>
          <AddressText text={String(input.url)} />
        </span>
      </div>
      <NamedValues label="Query" value={input.query} />
      <NamedValues label="Headers" value={input.headers} />
      <div className={classes.body}>
        <h3 className={classes.label}>Body</h3>
        {body === undefined || body === null ? (
          <p className={classes.none}>No body</p>
        ) : (
          <LongText text={toBodyText(body)} part="body" isCode />
        )}
      </div>
      {Object.keys(rest).length > 0 && (
        <div className={classes.foot}>
          <ValueTable value={rest} isBare />
        </div>
      )}
    </div>
  );
}

/** A string body is sent as it is; everything else as JSON. */
function toBodyText(body: Json): string {
  return typeof body === 'string' ? body : JSON.stringify(body, undefined, 2);
}

function NamedValues({ label, value }: { label: string; value: Json | undefined }) {
  if (value === undefined || value === null || typeof value !== 'object') return null;
  const entries = Object.entries(value);
  if (entries.length === 0) return null;
  return (
    <div className={classes.section}>
      <h3 className={classes.label}>{label}</h3>
      <dl className={classes.pairs}>
        {entries.map(([name, item]) => (
          <div key={name} className={classes.pair}>
            <dt>
              <ExactText text={name} />
            </dt>
            <dd>
              <LongText
                text={typeof item === 'string' ? item : JSON.stringify(item)}
                part={`${label.toLowerCase()}.${name}`}
                isCode
              />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
