import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newNode } from './new-node.ts';

const repository = join(import.meta.dirname, '..');
let root = '';

/** A copy of packages/nodes that finds its dependencies where the original does. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'new-node-'));
  mkdirSync(join(root, 'packages/nodes'), { recursive: true });
  cpSync(join(repository, 'packages/nodes/src'), join(root, 'packages/nodes/src'), { recursive: true });
  cpSync(join(repository, 'packages/nodes/package.json'), join(root, 'packages/nodes/package.json'));
  symlinkSync(join(repository, 'packages/nodes/node_modules'), join(root, 'packages/nodes/node_modules'));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

test('a new node type is in the catalog, reads its example and compiles', () => {
  const { files } = newNode(root, 'greet-customer');
  expect(files).toHaveLength(3);
  const script = `
    import { findNodeType } from './packages/nodes/src/index.ts';
    const nodeType = findNodeType('greet-customer');
    const reading = nodeType.read(nodeType.examples[0].config);
    const fragment = reading.node.compile({ title: 'Greet', key: 'greet', patience: undefined });
    console.log(JSON.stringify([nodeType.title, reading.node.summary, fragment.parts[0].kind]));
  `;
  const out = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(JSON.parse(out)).toEqual([
    'Greet customer',
    [{ text: 'says ' }, { text: 'Hello the sender’s name', isValue: true }],
    'compute',
  ]);
});

test('the catalog grows by two lines, the import in its place', () => {
  const catalog = () => readFileSync(join(root, 'packages/nodes/src/catalog.ts'), 'utf8').split('\n');
  const before = catalog();
  newNode(root, 'greet-customer');
  const after = catalog();
  expect(after.filter((line) => !before.includes(line))).toEqual([
    "import { greetCustomer } from './greet-customer/greet-customer.ts';",
    '  greetCustomer,',
  ]);
  const paths = after.flatMap((line) => /^import .* from '(.*)';$/.exec(line)?.[1] ?? []);
  expect(paths).toEqual([...paths].sort());
});

test.each(['Greet', 'greet_customer', '../x', '', 'a--b'])('“%s” is refused with an example', (name) => {
  expect(() => newNode(root, name)).toThrow('look-up-order');
});

test('a node type that is there is not overwritten', () => {
  expect(() => newNode(root, 'wait')).toThrow('already');
});
