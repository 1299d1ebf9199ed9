import type { ApprovalView } from '@dayshift/contracts';
import { isObject } from '@dayshift/json-schema';
import type { JsonObject } from '@dayshift/model';
import { HttpView } from './http-view.tsx';
import { MailView } from './mail-view.tsx';
import { ValueTable } from './value-table.tsx';

type Action = Pick<ApprovalView, 'action' | 'fields'>;

/** The rendered action in full: every argument that will be used is on the page. */
export function ActionView({ approval }: { approval: Action }) {
  const { action, fields } = approval;
  if (action === undefined) return <ValueTable value={fields ?? null} />;
  if (isObject(action.input)) {
    if (action.operation === 'mail.send' && isMail(action.input)) return <MailView input={action.input} />;
    if (action.operation === 'http.request' && isRequest(action.input))
      return <HttpView input={action.input} />;
  }
  return <ValueTable value={action.input} />;
}

const isMail = (input: JsonObject) => typeof input.to === 'string' && typeof input.text === 'string';
const isRequest = (input: JsonObject) => typeof input.method === 'string' && typeof input.url === 'string';
