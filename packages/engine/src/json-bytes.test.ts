import { expect, it } from 'vitest';
import { jsonBytes } from './json-bytes.ts';

it.each([null, 'plain', 'Grüße', '東京', '🙂 and 🙃', { ключ: ['é', 1.5, true] }])(
  'counts %j as UTF-8 does',
  (value) => {
    expect(jsonBytes(value)).toBe(Buffer.byteLength(JSON.stringify(value)));
  },
);
