import { isObject } from '@dayshift/json-schema';
import type { Json, JsonObject } from '@dayshift/model';
import { ExactText } from '../ui/exact-text.tsx';
import { countHidden } from '../ui/visible-text.ts';
import { AddressText } from './address-text.tsx';
import { LongText } from './long-text.tsx';
import { MustOpenProvider } from './must-open.tsx';
import classes from './sheet.module.css';
import { ValueTable } from './value-table.tsx';

const shownElsewhere = new Set(['method', 'url', 'query', 'headers', 'body']);

/** An HTTP request as a person reads it: where it goes and every value it carries. The request itself is folded below. */
export function HttpView({ input }: { input: JsonObject }) {
  const rest = Object.fromEntries(Object.entries(input).filter(([name]) => !shownElsewhere.has(name)));
  const { body, query } = input;
  const hasQuery = isObject(query) && Object.keys(query).length > 0;
  return (
    <div className={classes.sheet}>
      <dl className={classes.head}>
        <dt>Goes to</dt>
        <dd>
          <AddressText text={placeOf(String(input.url))} />
        </dd>
      </dl>
      {hasQuery && (
        <div className={classes.section}>
          <ValueTable value={query} path="query" isBare />
        </div>
      )}
      <div className={classes.body}>
        {body === undefined || body === null ? (
          <p className={classes.none}>Nothing is sent along.</p>
        ) : (
          <ValueTable value={body} path="body" isBare />
        )}
      </div>
      {Object.keys(rest).length > 0 && (
        <div className={classes.foot}>
          <ValueTable value={rest} isBare />
        </div>
      )}
      <ExactRequest input={input} />
    </div>
  );
}

/** Host and path; where that cannot be read, the address as it is. */
function placeOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const at = url.indexOf('//');
  const end = url.search(/[?#]/);
  return url.slice(at === -1 ? 0 : at + 2, end === -1 ? undefined : end);
}

/** Method, address, headers and body byte by byte. Open from the start when something in it could not be seen. */
function ExactRequest({ input }: { input: JsonObject }) {
  return (
    <details className={classes.exact} open={countHidden(JSON.stringify(input)) > 0}>
      <summary>The exact request</summary>
      {/* Every value it carries stands above already, and had to be opened there. */}
      <MustOpenProvider parts={undefined}>
        <div className={classes.request}>
          <span className={classes.method}>{String(input.method)}</span>
          <span className={classes.url}>
            <AddressText text={String(input.url)} />
          </span>
        </div>
        <NamedValues label="Query" value={input.query} />
        <NamedValues label="Headers" value={input.headers} />
        {input.body !== undefined && input.body !== null && (
          <div className={classes.section}>
            <h3 className={classes.label}>Body</h3>
            <LongText text={toBodyText(input.body)} part="exact body" isCode />
          </div>
        )}
      </MustOpenProvider>
    </details>
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
