import { type Fault, isObject } from '@dayshift/json-schema';
import type { Json } from '@dayshift/model';

export const formType = 'application/x-www-form-urlencoded';

/** The media type a request says its body is in, without parameters and in small letters; empty when it says none. */
export function contentTypeOf(headers: Record<string, string>): string {
  const found = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type');
  return (found?.[1] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

export function isJsonType(contentType: string): boolean {
  return /^application\/([\w.-]+\+)?json$/.test(contentType);
}

/** A body that cannot be written in the content type it is sent under. */
export function bodyFaults(headers: Record<string, string>, body: Json | undefined): Fault[] {
  if (body === undefined) return [];
  const contentType = contentTypeOf(headers);
  if (typeof body === 'string') {
    if (!isJsonType(contentType) || isJson(body)) return [];
    return [
      {
        path: 'body',
        message: `This text is not JSON, which ${contentType} promises. Build the body from fields.`,
      },
    ];
  }
  if (contentType.startsWith('multipart/')) {
    return [
      { path: 'body', message: `A body in ${contentType} cannot be built from fields. Send JSON or a form.` },
    ];
  }
  return contentType === formType ? formFaults(body) : [];
}

function formFaults(body: Json): Fault[] {
  if (!isObject(body)) return [{ path: 'body', message: 'A form is made of named fields.' }];
  return Object.entries(body).flatMap(([name, value]) =>
    [value].flat().every((each) => each === null || typeof each !== 'object')
      ? []
      : [{ path: `body.${name}`, message: 'A form takes a text, a number, yes or no, or a list of them.' }],
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
