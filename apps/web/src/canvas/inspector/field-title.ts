import { asSchema, itemSchema } from '@dayshift/json-schema';
import { findNodeType, formSchema } from '@dayshift/nodes';
import { metaOf } from './form-fields.ts';

/** A problem's field in the words of its form: `cases.0.when` → “Cases 1 › When”. */
export function fieldTitleOf(type: string, path: string): string | undefined {
  const nodeType = findNodeType(type);
  if (!nodeType) return undefined;
  let schema = formSchema(nodeType.config);
  const titles: string[] = [];
  for (const part of path.split('.')) {
    if (/^\d+$/.test(part)) {
      titles.push(`${titles.pop() ?? ''} ${Number(part) + 1}`.trim());
      schema = itemSchema(schema) ?? {};
      continue;
    }
    const next = asSchema(asSchema(schema.properties)?.[part]);
    titles.push(next ? metaOf(next, part).title : part);
    schema = next ?? {};
  }
  return titles.join(' › ');
}
