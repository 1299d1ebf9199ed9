import type { JsonSchema } from '@dayshift/model';

const text: JsonSchema = { type: 'string' };

/** What `run` is. */
export const runSchema: JsonSchema = {
  type: 'object',
  properties: {
    id: text,
    playbookId: text,
    version: { type: 'number' },
    startedAt: { type: 'string', format: 'date-time' },
  },
  required: ['id', 'playbookId', 'version', 'startedAt'],
  additionalProperties: false,
};

/** What `worker` is: null in a playbook that belongs to none. */
export const workerSchema: JsonSchema = {
  anyOf: [
    {
      type: 'object',
      properties: { id: text, name: text, role: text, manager: text, timeZone: text, hours: text },
      required: ['id', 'name', 'role', 'manager', 'timeZone'],
      additionalProperties: false,
    },
    { type: 'null' },
  ],
};

/** What `error` is, behind an arrow from “if it fails”. */
export const errorSchema: JsonSchema = {
  type: 'object',
  properties: { code: text, message: text, attempts: { type: 'number' }, details: {} },
  required: ['code', 'message'],
  additionalProperties: false,
};
