import { z } from 'zod';
import { asText } from '../as-text.ts';
import { textValue } from '../fields.ts';
import { callOf } from '../fragment.ts';
import { gatedCall, gateIssues, gatePorts, gateSchema, sayGate } from '../gate.ts';
import { defineNode } from '../node-type.ts';
import { say, value } from '../summary.ts';

/** Files a document as the next version at a path. */
export const writeDeliverable = defineNode({
  type: 'write-deliverable',
  version: 1,
  title: 'Deliverable',
  help: 'Files a markdown document; writing again at the same path makes the next version',
  icon: 'file-text',
  category: 'do',
  config: z.strictObject({
    path: textValue({ title: 'Path', placeholder: 'reports/overnight.md', isRequired: true }, 300),
    title: textValue({ title: 'Title', isRequired: true }, 1_000),
    content: textValue(
      {
        title: 'Text (markdown)',
        control: 'long-text',
        placeholder: '# Overnight\n\n{{ steps.draft.text }}',
        isRequired: true,
      },
      200_000,
    ),
    gate: gateSchema,
  }),
  starter: { path: 'reports/new.md', title: '', content: '' },
  examples: [
    {
      title: 'Overnight report',
      config: {
        path: 'reports/overnight.md',
        title: 'Overnight',
        content: '# Overnight\n\n{{ steps.draft.text }}',
      },
    },
  ],
  ports: ({ gate }) => gatePorts(gate, 'filed'),
  summary: ({ path, title, gate }) => say`files ${value(title)} at ${value(path)}${sayGate(gate)}`,
  check: ({ path, gate }) => [...pathIssues(path), ...gateIssues(gate)],
  outputSchema: () => ({
    type: 'object',
    properties: { deliverableId: { type: 'string' }, path: { type: 'string' }, version: { type: 'number' } },
    required: ['deliverableId', 'path', 'version'],
    additionalProperties: false,
  }),
  compile: ({ path, title, content, gate }, context) =>
    gatedCall(
      callOf(
        'deliverable.write',
        { path: asText(path), title: asText(title), content: asText(content) },
        context,
      ),
      gate,
      context.title,
    ),
});

function pathIssues(path: string) {
  if (path.trim() === '' || path.includes('{{') || /^(?!.*\.\.)[\w][\w\-./ ]*\.md$/.test(path)) return [];
  return [
    {
      field: 'path',
      message: 'A path ends with .md and has letters, digits, spaces, - . and /.',
      hint: 'For example reports/overnight.md',
    },
  ];
}
