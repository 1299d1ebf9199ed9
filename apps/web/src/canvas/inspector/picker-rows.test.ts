import { describe, expect, it } from 'vitest';
import { parentOf, rowsFound, rowsOfTree } from './picker-rows.ts';
import type { PickerNode } from './picker-tree.ts';

const leaf = (label: string, path: string): PickerNode => ({ label, path, isCertain: true, children: [] });
const tree: PickerNode[] = [
  {
    ...leaf('Load orders', 'steps.load'),
    children: [
      leaf('Status', 'steps.load.status'),
      { ...leaf('body', 'steps.load.body'), children: [leaf('Order number', 'steps.load.body.order')] },
    ],
  },
  {
    ...leaf('Mail received', 'trigger'),
    children: [leaf('Sender’s name', 'trigger.fromName'), leaf('Sender’s address', 'trigger.from')],
  },
];
const closed = () => false;
const paths = (search: string, isOpen: (node: PickerNode) => boolean = closed) =>
  rowsFound(tree, search, isOpen).map(({ node }) => node.path);

describe('the lines of the picker', () => {
  it('are what is open, each with its depth, and know what they hang on', () => {
    const rows = rowsOfTree(tree, (node) => node.path !== 'trigger');
    expect(rows.map(({ node, level }) => [node.label, level])).toEqual([
      ['Load orders', 1],
      ['Status', 2],
      ['body', 2],
      ['Order number', 3],
      ['Mail received', 1],
    ]);
    expect([parentOf(rows, 3), parentOf(rows, 1), parentOf(rows, 4)]).toEqual([2, 0, undefined]);
  });

  it('are fields when something is searched, never everything inside of a step that is called so', () => {
    expect(paths('sender')).toEqual(['trigger.fromName', 'trigger.from']);
    expect(paths('mail')).toEqual(['trigger']);
    expect(paths('load')).toEqual(['steps.load']);
    expect(rowsFound(tree, 'order number', closed)[0]?.within).toBe('Load orders › body');
  });

  it('take further words from where a field is', () => {
    expect(paths('mail name')).toEqual(['trigger.fromName']);
    expect(paths('load name')).toEqual([]);
  });

  it('show a found step opened when it is asked to', () => {
    expect(paths('mail', () => true)).toEqual(['trigger', 'trigger.fromName', 'trigger.from']);
  });
});
