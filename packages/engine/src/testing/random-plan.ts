import type { Plan, Scope, Step } from '@dayshift/model';
import fc from 'fast-check';
import { aPlan, aStep } from './plans.ts';

type Piece =
  | { kind: 'call' }
  | { kind: 'compute' }
  | { kind: 'wait' }
  | { kind: 'switch'; isFirst: boolean; left: Piece[]; right: Piece[] }
  | { kind: 'parallel'; join: 'all' | 'any'; left: Piece[]; right: Piece[] }
  | { kind: 'map'; items: number; concurrency: number; body: Piece[] }
  | { kind: 'loop'; turns: number; body: Piece[] }
  | { kind: 'failing' };

const { pieces } = fc.letrec<{ piece: Piece; pieces: Piece[] }>((tie) => ({
  pieces: fc.array(tie('piece'), { minLength: 1, maxLength: 3, depthIdentifier: 'plan' }),
  piece: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'plan' },
    fc.constant({ kind: 'call' } as Piece),
    fc.constant({ kind: 'compute' } as Piece),
    fc.constant({ kind: 'wait' } as Piece),
    fc.constant({ kind: 'failing' } as Piece),
    fc.record({
      kind: fc.constant('switch' as const),
      isFirst: fc.boolean(),
      left: tie('pieces'),
      right: tie('pieces'),
    }),
    fc.record({
      kind: fc.constant('parallel' as const),
      join: fc.constantFrom('all' as const, 'any' as const),
      left: tie('pieces'),
      right: tie('pieces'),
    }),
    fc.record({
      kind: fc.constant('map' as const),
      items: fc.integer({ min: 0, max: 4 }),
      concurrency: fc.integer({ min: 1, max: 3 }),
      body: tie('pieces'),
    }),
    fc.record({
      kind: fc.constant('loop' as const),
      turns: fc.integer({ min: 1, max: 3 }),
      body: tie('pieces'),
    }),
  ),
}));

/** How a random plan's calls reach a world. */
export interface Calls {
  succeed(id: string): unknown;
  fail(id: string): unknown;
}

/** A random, always finishing plan: sequences, switches, parallel branches, bodies, waits, failures behind error ports. */
export function randomPlan(calls: Calls): fc.Arbitrary<Plan> {
  return pieces.map((given) => {
    const steps: Step[] = [];
    const scopes: Scope[] = [];
    let count = 0;
    const id = (kind: string) => {
      count += 1;
      return `${kind}${count}`;
    };
    // Builds backwards: `next` is what the piece leads to. Returns the ids that lead into it.
    const sequence = (list: Piece[], scopeId: string, next: string[]): string[] =>
      list.reduceRight((targets, piece) => build(piece, scopeId, targets), next);
    const build = (piece: Piece, scopeId: string, to: string[]): string[] => {
      const name = id(piece.kind);
      switch (piece.kind) {
        case 'call':
          steps.push(aStep('call', name, { scopeId, to, input: calls.succeed(name) as never }));
          return [name];
        case 'compute':
          steps.push(aStep('compute', name, { scopeId, to, output: { at: name, sum: '{{ 1 + 2 }}' } }));
          return [name];
        case 'wait':
          steps.push(aStep('wait', name, { scopeId, to, seconds: 0.05 }));
          return [name];
        case 'failing':
          steps.push(aStep('compute', `${name}_handled`, { scopeId, to, output: '{{ error.code }}' }));
          steps.push(
            aStep('call', name, {
              scopeId,
              to: { done: [], error: [`${name}_handled`] },
              input: calls.fail(name) as never,
            }),
          );
          return [name];
        case 'switch': {
          const join = `${name}_join`;
          steps.push(aStep('compute', join, { scopeId, to }));
          const left = sequence(piece.left, scopeId, [join]);
          const right = sequence(piece.right, scopeId, [join]);
          const cases = [{ port: 'left', when: piece.isFirst ? 'true' : 'false' }];
          steps.push(aStep('switch', name, { scopeId, cases, otherwise: 'right', to: { left, right } }));
          return [name];
        }
        case 'parallel': {
          const join = `${name}_join`;
          steps.push(aStep('compute', join, { scopeId, to, join: piece.join }));
          return [...sequence(piece.left, scopeId, [join]), ...sequence(piece.right, scopeId, [join])];
        }
        case 'map': {
          const body = `${name}_body`;
          sequence(piece.body, body, []);
          const items = Array.from({ length: piece.items }, (_, index) => index);
          scopes.push({
            id: body,
            kind: 'map',
            parentId: scopeId,
            items,
            concurrency: piece.concurrency,
            collect: '{{ item }}',
          });
          steps.push(aStep('scope', name, { scopeId, to, bodyScopeId: body }));
          return [name];
        }
        case 'loop': {
          const body = `${name}_body`;
          sequence(piece.body, body, []);
          scopes.push({
            id: body,
            kind: 'loop',
            parentId: scopeId,
            until: `index + 1 >= ${piece.turns}`,
            max: 5,
            collect: '{{ index }}',
          });
          steps.push(aStep('scope', name, { scopeId, to, bodyScopeId: body }));
          return [name];
        }
      }
    };
    const first = sequence(given, 'root', []);
    return aPlan([aStep('trigger', 'start', { to: first }), ...steps.reverse()], scopes);
  });
}
