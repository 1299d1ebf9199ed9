import { valueAt } from '@dayshift/json-schema';
import type { JsonObject } from '@dayshift/model';
import { findNodeType, formSchema } from '@dayshift/nodes';
import { describe, expect, it } from 'vitest';
import { aGraph, aNode } from '../../graph/graph-builders.test-support.ts';
import { changeAt } from './change-at.ts';
import { isNameRead, withDerivedNames } from './derived-names.ts';

const manual = findNodeType('manual');
const form = manual ? formSchema(manual.config) : {};
const typed = (
  config: JsonObject,
  path: string,
  value: string,
  isRead: (name: string) => boolean = () => false,
) => withDerivedNames(form, config, changeAt(config, path, value), path, isRead);
const nameOf = (config: JsonObject, at = 0) => valueAt(config, `fields.${at}.name`);
const asked = (...fields: JsonObject[]): JsonObject => ({
  fields: fields.map((field) => ({ kind: 'text', ...field })),
});

describe('the name of a form field', () => {
  it('follows its label while that is typed', () => {
    let config = asked({ name: '' });
    for (const label of ['O', 'Order', 'Order number']) config = typed(config, 'fields.0.label', label);
    expect(nameOf(config)).toBe('order_number');
    expect(nameOf(typed(config, 'fields.0.label', ''))).toBe('');
  });

  it('is never that of another field, and a name in any script', () => {
    const config = asked({ name: 'order', label: 'Order' }, { name: '' });
    expect(nameOf(typed(config, 'fields.1.label', 'Order'), 1)).toBe('order_2');
    expect(nameOf(typed(config, 'fields.1.label', 'Заказ'), 1)).toBe('field');
  });

  it('stays once it was written by hand, or something reads it', () => {
    expect(nameOf(typed(asked({ name: 'ref', label: 'Order' }), 'fields.0.label', 'Order no'))).toBe('ref');
    const derived = asked({ name: 'order', label: 'Order' });
    const graph = aGraph([aNode('mail', { config: { subject: 'Re {{ trigger.order }}' } })]);
    expect(nameOf(typed(derived, 'fields.0.label', 'Order no', (name) => isNameRead(graph, name)))).toBe(
      'order',
    );
    expect(nameOf(typed(derived, 'fields.0.label', 'Order no'))).toBe('order_no');
    expect(isNameRead(graph, 'ord')).toBe(false);
  });
});
