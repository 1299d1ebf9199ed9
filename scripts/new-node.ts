import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Writes a new node type: its folder with an example and a test, and its line in the catalog. */
export function newNode(root: string, name: string): { files: string[] } {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    throw new Error(
      `"${name}" is not a name for a node type. Write it like look-up-order: small letters, digits and dashes.`,
    );
  }
  const source = join(root, 'packages/nodes/src');
  const folder = join(source, name);
  const catalogPath = join(source, 'catalog.ts');
  if (!existsSync(catalogPath)) throw new Error(`There is no packages/nodes/src/catalog.ts in ${root}.`);
  if (existsSync(folder))
    throw new Error(`There is a node type "${name}" already: packages/nodes/src/${name}.`);

  const identifier = identifierOf(name);
  // The catalog first: when it does not look as expected, nothing is written.
  const catalog = withNode(readFileSync(catalogPath, 'utf8'), name, identifier);
  mkdirSync(folder);
  writeFileSync(join(folder, `${name}.ts`), definition(name, identifier));
  writeFileSync(join(folder, `${name}.test.ts`), exampleTest(name, identifier));
  writeFileSync(catalogPath, catalog);
  return {
    files: [
      `packages/nodes/src/${name}/${name}.ts`,
      `packages/nodes/src/${name}/${name}.test.ts`,
      'packages/nodes/src/catalog.ts',
    ],
  };
}

const reserved = new Set(
  'break case catch class const continue debugger default delete do else enum export extends false finally for function if import in instanceof let new null return static super switch this throw true try typeof var void while with yield'.split(
    ' ',
  ),
);

function identifierOf(name: string): string {
  const camel = name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return reserved.has(camel) ? `${camel}Node` : camel;
}

/** The catalog with one import, in its place by path, and one entry, at the end of the list. */
function withNode(catalog: string, name: string, identifier: string): string {
  const path = `./${name}/${name}.ts`;
  const lines = catalog.split('\n');
  const isImport = (line: string) => /^import .* from '.*';$/.test(line);
  const pathOf = (line: string) => /from '(.*)';$/.exec(line)?.[1] ?? '';
  const after = lines.findIndex((line) => isImport(line) && pathOf(line) > path);
  const lastImport = lines.findLastIndex(isImport);
  const open = lines.findIndex((line) => line.startsWith('export const nodeTypes'));
  const close = lines.findIndex((line, index) => index > open && line === '];');
  if (lastImport < 0 || open < 0 || close < 0) {
    throw new Error(
      'packages/nodes/src/catalog.ts does not look as expected; add the import and the entry by hand.',
    );
  }
  lines.splice(close, 0, `  ${identifier},`);
  lines.splice(after < 0 ? lastImport + 1 : after, 0, `import { ${identifier} } from '${path}';`);
  return lines.join('\n');
}

function titleOf(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function definition(name: string, identifier: string): string {
  return `import { z } from 'zod';
import { textValue } from '../fields.ts';
import { oneStep } from '../fragment.ts';
import { defineNode } from '../node-type.ts';
import { donePort } from '../ports.ts';
import { say, value } from '../summary.ts';

/** Say in one sentence what it is. */
export const ${identifier} = defineNode({
  type: '${name}',
  version: 1,
  title: '${titleOf(name)}',
  help: 'Say in one sentence what it is for',
  icon: 'box',
  category: 'do',
  config: z.strictObject({
    text: textValue({ title: 'Text', placeholder: '{{ trigger.subject }}', isRequired: true }),
  }),
  starter: { text: '' },
  examples: [{ title: 'A greeting', config: { text: 'Hello {{ trigger.fromName }}' } }],
  ports: () => [donePort],
  summary: ({ text }) => say\`says \${value(text)}\`,
  outputSchema: () => ({
    type: 'object',
    properties: { text: { type: 'string' } },
    required: ['text'],
    additionalProperties: false,
  }),
  compile: ({ text }) => oneStep({ kind: 'compute', output: { text } }, ['done']),
});
`;
}

function exampleTest(name: string, identifier: string): string {
  return `import { expect, test } from 'vitest';
import { ${identifier} } from './${name}.ts';

test('its card says what it does', () => {
  const reading = ${identifier}.read({ text: 'Hello {{ trigger.fromName }}' });
  const parts = reading.ok ? reading.node.summary : [];
  expect(parts.map(({ text }) => text).join('')).toBe('says Hello the sender’s name');
});
`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [name] = process.argv.slice(2);
  try {
    if (name === undefined) throw new Error('Say how it is called: pnpm new:node look-up-order');
    for (const file of newNode(join(import.meta.dirname, '..'), name).files) console.log(file);
    console.log('Next: write what it is and what it compiles to, then run pnpm vitest run packages/nodes.');
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
