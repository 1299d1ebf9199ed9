import { type CollectionDeclaration, queriedFields, requiredFields } from './declaration.ts';
import { DocumentError } from './errors.ts';

/** MongoDB ends at 16 MB; both drivers end a little before, so that an installation can move. */
const largestDocumentBytes = 15 * 1024 * 1024;

/**
 * What is stored of a document: its JSON without id and revision. Going through JSON text makes both drivers agree
 * (no undefined, no Date), and indexed fields must be what both can compare.
 */
export function documentToJson(declaration: CollectionDeclaration, doc: object): string {
  const { id, revision, ...body } = doc as { id?: unknown; revision?: unknown };
  const where = `${declaration.name} "${String(id)}"`;
  if (typeof id !== 'string' || id === '' || id.length > 500)
    throw new DocumentError(`A document of ${declaration.name} needs an id of 1 to 500 characters.`);
  // An empty workspace would match nothing today and everything after the next careless filter.
  if (valueAt(doc, 'workspaceId') === '') throw new DocumentError(`${where} belongs to no workspace.`);
  for (const field of requiredFields(declaration)) {
    if ((valueAt(doc, field) ?? null) === null)
      throw new DocumentError(`${where} needs a value in "${field}".`);
  }
  for (const field of queriedFields(declaration)) {
    const value = valueAt(doc, field);
    if (typeof value === 'object' && value !== null)
      throw new DocumentError(`${where}: "${field}" is indexed and holds one plain value.`);
  }
  const json = JSON.stringify(body);
  if (Buffer.byteLength(json) > largestDocumentBytes)
    throw new DocumentError(`${where} is larger than 15 MiB and cannot be stored.`);
  return json;
}

/** The value of a field, which may be dotted. */
export function valueAt(doc: object, field: string): unknown {
  let value: unknown = doc;
  for (const part of field.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}
